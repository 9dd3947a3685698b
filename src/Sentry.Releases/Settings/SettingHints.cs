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
        Subject.Organization => $"Check {Properties.Organization}.",
        Subject.Projects when code == DiagnosticCodes.Refused =>
            $"Check that {Properties.Projects} holds slugs, not display names, and that the token's user is in each project's team.",
        Subject.Projects => $"Check {Properties.Projects}.",
        Subject.Server => $"Check {Properties.Server} and the network.",
        Subject.Token => $"Put a valid token into {Variables.AuthToken}.",
        Subject.Proxy => $"Check the proxy in {Variables.HttpsProxy} or {Variables.AllProxy}, or list the host in {Variables.NoProxy}.",
        Subject.Timeout => $"Try again later, or raise {Properties.Timeout}.",
        Subject.ReleaseName when code == DiagnosticCodes.NotFound => $"Check {Properties.Release}.",
        Subject.ReleaseName => $"Set {Properties.Release} or the project's Version.",
        Subject.Ref => $"Check {Properties.Ref}.",
        Subject.Url => $"Check {Properties.Url}.",
        Subject.DateReleased => $"Check {Properties.DateReleased}.",
        Subject.Commits => $"Set {Properties.ChangedFiles}=false or {Properties.CommitSource}=None.",
        Subject.ChangedFiles => $"Set {Properties.ChangedFiles}=false.",
        Subject.Refs => $"Check {Properties.Repository}, or set {Properties.CommitSource}=Git.",
        Subject.DeployEnvironment => $"Check {Properties.DeployEnvironment}.",
        Subject.DeployName => $"Check {Properties.DeployName}.",
        Subject.DeployUrl => $"Check {Properties.DeployUrl}.",
        Subject.Query => $"Check {Properties.Query}.",
        _ => "",
    };
}
