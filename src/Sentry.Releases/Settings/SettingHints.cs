using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.Settings;

/// <summary>Which setting fixes what a diagnostic is about.</summary>
public static class SettingHints
{
    /// <returns>The diagnostic's message with the settings that fix it.</returns>
    public static string Complete(Diagnostic diagnostic)
    {
        var hint = For(diagnostic.Subjects, diagnostic.Code);
        return hint.Length == 0 ? diagnostic.Message : $"{diagnostic.Message} {hint}";
    }

    /// <returns>One sentence for each subject; empty without subjects.</returns>
    public static string For(IReadOnlyList<Subject> subjects, string code) =>
        string.Join(' ', subjects.Select(subject => Hint(subject, code)).Where(hint => hint.Length > 0).Distinct());

    private static string Hint(Subject subject, string code) => subject switch
    {
        Subject.Organization => $"Check {PropertyNames.Organization}.",
        Subject.Projects when code == DiagnosticCodes.Refused =>
            $"Check that {PropertyNames.Projects} holds slugs, not display names, and that the token's user is in each project's team.",
        Subject.Projects => $"Check {PropertyNames.Projects}.",
        Subject.Server => $"Check {PropertyNames.Server} and the network.",
        Subject.Token => $"Put a valid token into {EnvironmentNames.AuthToken}.",
        Subject.Proxy => $"Check the proxy in {EnvironmentNames.HttpsProxy} or {EnvironmentNames.AllProxy}, or list the host in {EnvironmentNames.NoProxy}.",
        Subject.Timeout => $"Try again later, or raise {PropertyNames.Timeout}.",
        Subject.ReleaseName when code == DiagnosticCodes.NotFound => $"Check {PropertyNames.Release}.",
        Subject.ReleaseName => $"Set {PropertyNames.Release} or the project's Version.",
        Subject.Ref => $"Check {PropertyNames.Ref}.",
        Subject.Url => $"Check {PropertyNames.Url}.",
        Subject.DateReleased => $"Check {PropertyNames.DateReleased}.",
        Subject.Commits => $"Set {PropertyNames.ChangedFiles}=false or {PropertyNames.CommitSource}=None.",
        Subject.ChangedFiles => $"Set {PropertyNames.ChangedFiles}=false.",
        Subject.Refs => $"Check {PropertyNames.Repository}, or set {PropertyNames.CommitSource}=Git.",
        Subject.DeployEnvironment => $"Check {PropertyNames.DeployEnvironment}.",
        Subject.DeployName => $"Check {PropertyNames.DeployName}.",
        Subject.DeployUrl => $"Check {PropertyNames.DeployUrl}.",
        Subject.Query => $"Check {PropertyNames.Query}.",
        _ => "",
    };
}
