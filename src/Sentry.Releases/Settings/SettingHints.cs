using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.Settings;

/// <summary>
/// The table from what a diagnostic is about to the sentence that names the setting and the fix. What is below this folder knows no
/// settings, and says only what happened.
/// </summary>
internal static class SettingHints
{
    /// <returns>The diagnostic's message with the settings that fix it: <see cref="DiagnosticLog.Complete"/>.</returns>
    public static string Complete(Diagnostic diagnostic)
    {
        var hint = For(diagnostic.Subjects, diagnostic.Code);
        return hint.Length == 0 ? diagnostic.Message : $"{diagnostic.Message} {hint}";
    }

    /// <returns>One sentence for each subject, each once; empty where none is needed.</returns>
    public static string For(IReadOnlyList<Subject> subjects, string code) =>
        subjects.Count == 0 && code == DiagnosticCodes.Refused
            ? $"Set {Properties.DryRun}=true to see the request in the report."
            : string.Join(' ', subjects.Select(subject => Hint(subject, code)).Where(hint => hint.Length > 0).Distinct());

    private static string Hint(Subject subject, string code) => subject switch
    {
        Subject.Organization => $"Check {Properties.Organization}.",
        Subject.Projects when code == DiagnosticCodes.Refused =>
            $"Check that {Properties.Projects} holds slugs, not display names, and that the token's user is in each project's team.",
        Subject.Projects => $"Check {Properties.Projects}.",
        Subject.Server => $"Check {Properties.Server} and the network.",
        Subject.Token when code == DiagnosticCodes.Forbidden => $"Put such a token into the environment variable {Variables.AuthToken}.",
        Subject.Token => $"Put a valid token into the environment variable {Variables.AuthToken}.",
        Subject.Proxy =>
            $"Check the proxy in {Variables.HttpsProxy} or {Variables.AllProxy}, or list the host in {Variables.NoProxy}.",
        Subject.Timeout when code == DiagnosticCodes.UnreadableRepository =>
            $"Raise {Properties.Timeout}, or set {Properties.CommitSource}=None.",
        Subject.Timeout => $"Try again later, or raise {Properties.Timeout}.",

        Subject.ReleaseName when code == DiagnosticCodes.NotFound => $"Check {Properties.Release}.",
        Subject.ReleaseName => $"Set {Properties.Release} or the project's Version.",
        Subject.Assembly => $"Build first, in the same configuration, or set {Properties.Release}.",
        Subject.Ref => $"Check {Properties.Ref}.",
        Subject.Url => $"Check {Properties.Url}.",
        Subject.DateReleased => $"Check {Properties.DateReleased}.",

        Subject.Commits => $"Set {Properties.ChangedFiles}=false or {Properties.CommitSource}=None.",
        Subject.ChangedFiles => $"Set {Properties.ChangedFiles}=false to send none.",
        Subject.CommitLimit => $"Raise {Properties.MaxCommits}, or tag releases more often.",
        Subject.Refs => $"Check {Properties.Repository}, or set {Properties.CommitSource}=Git.",
        Subject.RepositoryName => $"Set {Properties.Repository}, or publish in a checkout with a remote.",
        Subject.GitDirectory => $"Set {Properties.GitDirectory} to a folder in the repository.",
        Subject.GitReader => $"Correct that, or set {Properties.GitReader} to another reader.",
        Subject.Revision => $"Check {Properties.Revision}.",
        Subject.PreviousRevision => $"Check {Properties.PreviousRevision}.",
        Subject.Paths => $"{Properties.Paths} needs to know which files each commit changed.",

        Subject.DeployEnvironment => $"Check {Properties.DeployEnvironment}.",
        Subject.DeployName => $"Check {Properties.DeployName}.",
        Subject.DeployUrl => $"Check {Properties.DeployUrl}.",
        Subject.Query => $"Check {Properties.Query}.",
        _ => "",
    };
}
