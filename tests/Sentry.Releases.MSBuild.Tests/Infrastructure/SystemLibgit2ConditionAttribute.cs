using System.Runtime.InteropServices;

namespace Sentry.Releases.MSBuild.Tests.Infrastructure;

/// <summary>Leaves a test out where there is no libgit2 of the system to pack.</summary>
internal sealed class SystemLibgit2ConditionAttribute : ConditionBaseAttribute
{
    public SystemLibgit2ConditionAttribute()
        : base(ConditionMode.Include) =>
        IgnoreMessage = "There is no libgit2 1.5 to 1.9 of the system on linux-x64 to pack: apt-get install libgit2-1.5.";

    /// <summary>Its path.</summary>
    public static string? Library { get; } = Find();

    public override string GroupName => nameof(SystemLibgit2ConditionAttribute);

    public override bool IsConditionMet => Library is not null;

    private static string? Find() =>
        OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64
            ? Enumerable.Range(5, 5)
                .SelectMany(minor => new[] { "/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/lib" }.Select(folder => $"{folder}/libgit2.so.1.{minor}"))
                .FirstOrDefault(File.Exists)
            : null;
}
