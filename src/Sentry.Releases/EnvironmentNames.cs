namespace Sentry.Releases;

/// <summary>The environment variables that are read, most of them shared with Sentry's other tools.</summary>
public static class EnvironmentNames
{
    /// <summary>The token. Never spell it <c>$(...)</c> in MSBuild, which logs the value of a variable so named.</summary>
    public const string AuthToken = "SENTRY_AUTH_TOKEN";

    /// <summary>The organization.</summary>
    public const string Organization = "SENTRY_ORG";

    /// <summary>The projects, separated by <c>;</c> or <c>,</c>.</summary>
    public const string Projects = "SENTRY_PROJECT";

    /// <summary>The server.</summary>
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
