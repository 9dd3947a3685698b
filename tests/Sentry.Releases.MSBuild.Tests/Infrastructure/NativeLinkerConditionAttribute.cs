namespace Sentry.Releases.MSBuild.Tests.Infrastructure;

/// <summary>Leaves a test out where the .NET SDK finds no linker for native programs.</summary>
internal sealed class NativeLinkerConditionAttribute : ConditionBaseAttribute
{
    private static readonly string[] Linkers = ["clang", "gcc"];

    public NativeLinkerConditionAttribute()
        : base(ConditionMode.Include) =>
        IgnoreMessage = "There is no clang or gcc on the PATH for Native AOT: apt-get install clang zlib1g-dev.";

    public override string GroupName => nameof(NativeLinkerConditionAttribute);

    public override bool IsConditionMet => OperatingSystem.IsLinux() && Linkers.Any(IsOnPath);

    private static bool IsOnPath(string program) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
}
