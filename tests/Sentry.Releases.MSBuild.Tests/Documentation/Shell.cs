using Sentry.Releases.MSBuild.Tests.Infrastructure;

namespace Sentry.Releases.MSBuild.Tests.Documentation;

/// <summary>Runs commands as they are written down.</summary>
internal static class Shell
{
    public static Task<CommandResult> RunAsync(string script, string directory, IReadOnlyDictionary<string, string>? environment = null) =>
        Command.RunAsync("sh", ["-ec", script], directory, environment);

    public static Task<CommandResult> ShellAsync(this TestProject project, string script) =>
        RunAsync(script, project.Directory, project.Environment);
}
