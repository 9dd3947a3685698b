using System.Reflection;
using System.Runtime.CompilerServices;
using Sentry.Releases.MSBuild.Tasks;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Tests.Documentation;

/// <summary>What other assemblies can use of the shipped ones, so that none of it comes or goes unnoticed.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Text() => string.Concat(
        new[] { typeof(Properties).Assembly, typeof(CreateSentryRelease).Assembly }.Select(assembly => $"\n## {assembly.GetName().Name}\n{Types(assembly)}")) + "\n";

    private static string Types(Assembly assembly) => string.Concat(
        assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal).Select(type => $"\n    {type}\n{Members(type)}"));

    private static string Members(Type type) => string.Concat(
        type.GetMembers(Declared).Where(IsWritten).Select(member => $"        {member}\n").Distinct().Order(StringComparer.Ordinal));

    /// <summary>Not by the compiler, as much of a record is, and not as a part of a property.</summary>
    private static bool IsWritten(MemberInfo member) =>
        member is not (Type or MethodInfo { IsSpecialName: true }) && !member.IsDefined(typeof(CompilerGeneratedAttribute));
}
