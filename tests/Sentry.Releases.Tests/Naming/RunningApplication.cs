using System.Reflection;
using System.Runtime.Loader;

namespace Sentry.Releases.Tests.Naming;

/// <summary>What the running application would report: Sentry's rule, by reflection on the assembly loaded.</summary>
internal static class RunningApplication
{
    public static string? Release(byte[] image)
    {
        var context = new AssemblyLoadContext(name: null, isCollectible: true);
        try
        {
            using var stream = new MemoryStream(image);
            return Release(context.LoadFromStream(stream));
        }
        finally
        {
            context.Unload();
        }
    }

    private static string? Release(Assembly assembly)
    {
        var identity = assembly.GetName();
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        if (string.IsNullOrEmpty(version))
            version = identity.Version?.ToString();

        if (string.IsNullOrWhiteSpace(identity.Name) || string.IsNullOrWhiteSpace(version))
            return null;

        return version.Contains('@', StringComparison.Ordinal) ? version : $"{identity.Name}@{version}";
    }
}
