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
        Subject.ReleaseName when code == DiagnosticCodes.NameRefused =>
            $"Change {Properties.Release}, or the environment variable {Variables.Release} where that is unset.",
        Subject.ReleaseName when code == DiagnosticCodes.NameDiffers =>
            $"Remove {Properties.Release}, set {Variables.Release} where the application runs, or give {Properties.Release} a name that "
            + $"contains @ and set {Properties.Embed}=true.",
        Subject.ReleaseName => $"Set {Properties.Release} or the project's Version.",
        Subject.EmbeddedName =>
            $"Build again with both {Properties.Release} and {Properties.Embed}=true, which writes the name into the assembly when it is "
            + $"compiled (unless GenerateAssemblyInfo is false); or remove {Properties.Release}, or set {Variables.Release} where the "
            + "application runs.",
        Subject.Assembly when code == DiagnosticCodes.NoAssembly =>
            "Build it first in this configuration, name the one that is built (after dotnet publish -p:Configuration=Release), or set "
            + $"{Properties.Assembly} or {Properties.Release}.",
        Subject.Assembly => $"Set Version or InformationalVersion, or set {Properties.Release} and have the application report it.",
        Subject.ApplicationRelease => $"Remove it from the application, or set {Properties.Release} to the same.",
        Subject.MobileRelease when code == DiagnosticCodes.NameDiffers =>
            $"Remove {Properties.Release}, or set the Release option of Sentry's SDK in the application to the same.",
        Subject.MobileRelease =>
            $"Change ApplicationId, ApplicationDisplayVersion or ApplicationVersion, or set {Properties.Release}.",
        Subject.Version => "Set Version, or let a package such as MinVer set it from the tags.",
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
