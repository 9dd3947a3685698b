using Sentry.Releases.Diagnostics;
using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Settings;

/// <param name="Token">The token.</param>
/// <param name="Source">Where it was found, in words for a message.</param>
/// <param name="Server">The server that the same <c>.sentryclirc</c> names, if it is from one that does.</param>
internal sealed record FoundToken(AuthToken Token, string Source, Uri? Server);

/// <summary>Finds the token: <c>SENTRY_AUTH_TOKEN</c>, the file of <c>SentryReleaseAuthTokenFile</c>, <c>.sentryclirc</c>.</summary>
internal static class TokenReader
{
    /// <summary>What some shells leave at the front of a value that they read from a file.</summary>
    private const char ByteOrderMark = '\uFEFF';

    /// <returns>The token; <see langword="null"/> when there is none or it is unusable, which is reported.</returns>
    public static FoundToken? Read(ConnectionSources sources, Severity severityOfMissing, Action<Diagnostic> report)
    {
        if (sources.Settings.Environment.Find(Variables.AuthToken) is { } variable)
            return Parse(variable, null, report);

        if (sources.Settings.Get(Properties.AuthTokenFile) is { } path)
            return OfFile(path, report) is { } content ? Parse(content, null, report) : null;

        if (sources.TokenFile is { Token: { } token } file)
            return Parse(new SourcedText(token, file.ToString()), ServerAddress.Parse(file.Url), report);

        report(new Diagnostic(DiagnosticCodes.NoToken, severityOfMissing, sources.Settings.IsTokenInSdkProperty
            ? "The authentication token is only in the property SentryAuthToken, which this package does not read because MSBuild writes "
                + $"properties into binary logs, so nothing is sent to Sentry. Put it into the environment variable {Variables.AuthToken}."
            : "No authentication token is configured, so nothing is sent to Sentry. Set the environment variable "
                + $"{Variables.AuthToken}, or the property {Properties.AuthTokenFile} to a file that holds the token, or token in "
                + $"{SentryCliRc.FileName}."));
        return null;
    }

    private static SourcedText? OfFile(string path, Action<Diagnostic> report)
    {
        var (text, problem) = SettingText.ReadFile(path);
        if (SettingText.Trimmed(text) is { } content)
            return new SourcedText(content, "the file of " + Properties.AuthTokenFile);

        report(ReleaseSettings.InvalidValue(
            Properties.AuthTokenFile,
            $"names {SettingText.Quoted(path)}, which {problem ?? "is empty"}. It is the path of a file that holds the token."));
        return null;
    }

    private static FoundToken? Parse(SourcedText found, Uri? server, Action<Diagnostic> report)
    {
        var firstLine = found.Text.Split('\r', '\n')[0].Trim(ByteOrderMark).Trim();
        // What Azure Pipelines, for example, leaves of a variable that it does not know: $(NAME).
        var isUnfilled = firstLine is ['$', '(' or '{', ..];
        if (!isUnfilled && AuthToken.IsWellFormed(firstLine))
            return new FoundToken(new AuthToken(firstLine), found.Source, server);

        var what = $"The authentication token from {found.Source} is";
        report(new Diagnostic(DiagnosticCodes.NoToken, Severity.Error, isUnfilled
            ? $"{what} the name of a variable that nothing has filled in, so nothing is sent to Sentry. Define the secret under that name in "
                + "the CI service, and let this build use it."
            : $"{what} malformed, so nothing is sent to Sentry: a token is one word of printable ASCII characters. Copy it again from "
                + "Sentry's settings."));
        return null;
    }
}
