namespace Sentry.Releases.Settings;

/// <summary>
/// What surrounds the build: its environment variables and the user's home folder. Nothing else reads either, so a build whose
/// environment is not that of its process can hand over its own.
/// </summary>
/// <param name="variable">The value of a variable; <see langword="null"/> when it is unset.</param>
/// <param name="homeDirectory">Absolute path of the user's home folder; empty or <see langword="null"/> when there is none.</param>
public sealed class BuildEnvironment(Func<string, string?> variable, string? homeDirectory)
{
    /// <summary>The environment of this process, which changes with it.</summary>
    public static BuildEnvironment OfProcess { get; } =
        new(Environment.GetEnvironmentVariable, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

    /// <summary>Absolute path of the user's home folder; <see langword="null"/> when there is none.</summary>
    public string? HomeDirectory { get; } = SettingText.Trimmed(homeDirectory);

    /// <returns>The variable's value, trimmed; <see langword="null"/> when it is unset or empty.</returns>
    public string? Variable(string name) => SettingText.Trimmed(variable(name));
}

/// <summary>The environment variables that are read, most of them shared with Sentry's other tools.</summary>
internal static class Variables
{
    /// <summary>The token. Never spell it <c>$(...)</c> in MSBuild, which logs the value of a variable so named.</summary>
    public const string AuthToken = "SENTRY_AUTH_TOKEN";

    public const string Organization = "SENTRY_ORG";

    /// <summary>One project, or several separated by <c>;</c> or <c>,</c>.</summary>
    public const string Projects = "SENTRY_PROJECT";

    public const string Server = "SENTRY_URL";

    /// <summary>The release's name. Sentry's SDK reads the same variable when the application runs.</summary>
    public const string Release = "SENTRY_RELEASE";

    /// <summary><c>true</c> or <c>1</c>: a failure never fails the build.</summary>
    public const string AllowFailure = "SENTRY_ALLOW_FAILURE";

    /// <summary>The proxy of https servers; as every program that knows these three, in lower case first.</summary>
    public const string HttpsProxy = "HTTPS_PROXY";

    /// <summary>The proxy where there is none of its own.</summary>
    public const string AllProxy = "ALL_PROXY";

    /// <summary>Hosts that are reached without a proxy, separated by <c>,</c>.</summary>
    public const string NoProxy = "NO_PROXY";
}
