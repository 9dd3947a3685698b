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
        Subject.ReleaseName when code == DiagnosticCodes.NameRefused =>
            $"Change {PropertyNames.Release}, or the environment variable {EnvironmentNames.Release} where that is unset.",
        Subject.ReleaseName when code == DiagnosticCodes.NameDiffers =>
            $"Remove {PropertyNames.Release}, set {EnvironmentNames.Release} where the application runs, or give {PropertyNames.Release} a name that contains @ and set {PropertyNames.Embed} to true.",
        Subject.EmbeddedName =>
            $"Build again with both {PropertyNames.Release} and {PropertyNames.Embed}=true, which writes the name into the assembly when it is compiled (unless GenerateAssemblyInfo is false); or remove {PropertyNames.Release}, or set {EnvironmentNames.Release} where the application runs.",
        Subject.Assembly when code == DiagnosticCodes.NoAssembly =>
            $"Build it first in this configuration, name the one that is built (after dotnet publish -p:Configuration=Release), or set {PropertyNames.Release}.",
        Subject.Assembly => $"Set Version or InformationalVersion, or set {PropertyNames.Release} and have the application report it.",
        Subject.ApplicationRelease => $"Remove it from the application, or set {PropertyNames.Release} to the same.",
        Subject.MobileRelease when code == DiagnosticCodes.NameDiffers =>
            $"Remove {PropertyNames.Release}, or set the Release option of Sentry's SDK in the application, to the same.",
        Subject.MobileRelease => $"Change ApplicationId, ApplicationDisplayVersion or ApplicationVersion, or set {PropertyNames.Release}.",
        Subject.Version => "Set Version, or let a package such as MinVer set it from the tags.",
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
