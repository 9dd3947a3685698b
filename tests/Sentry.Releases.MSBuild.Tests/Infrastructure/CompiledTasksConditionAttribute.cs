using System.Runtime.InteropServices;

namespace Sentry.Releases.MSBuild.Tests.Infrastructure;

/// <summary>Leaves a test out where the tested package has no tasks that are compiled ahead of time for the running system.</summary>
internal sealed class CompiledTasksConditionAttribute : ConditionBaseAttribute
{
    public CompiledTasksConditionAttribute()
        : base(ConditionMode.Include) =>
        IgnoreMessage = "The tasks are not compiled ahead of time here: their compiler runs on Linux x64 only.";

    public override string GroupName => nameof(CompiledTasksConditionAttribute);

    public override bool IsConditionMet => OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64;
}
