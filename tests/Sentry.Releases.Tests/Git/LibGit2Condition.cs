using Sentry.Releases.Git.LibGit2;

namespace Sentry.Releases.Tests.Git;

/// <summary>Leaves a test out where no native libgit2 is found.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = false)]
internal sealed class LibGit2ConditionAttribute : ConditionBaseAttribute
{
    public LibGit2ConditionAttribute()
        : base(ConditionMode.Include) => IgnoreMessage = $"Needs a native libgit2: {NativeLibgit2.Failure}";

    public override bool IsConditionMet => NativeLibgit2.Failure is null;

    public override string GroupName => nameof(LibGit2ConditionAttribute);
}
