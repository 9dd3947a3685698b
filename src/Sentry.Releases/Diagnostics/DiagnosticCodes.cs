namespace Sentry.Releases.Diagnostics;

/// <summary>
/// The code of every warning and error, in the order of the README's table, which a test compares with this list.
/// Codes 1xxx are about settings, 2xxx about git, 3xxx about Sentry's answers, 4xxx about the release's name.
/// </summary>
public static class DiagnosticCodes
{
    /// <summary>No organization is configured.</summary>
    public const string NoOrganization = "SRM1001";

    /// <summary>No project is configured.</summary>
    public const string NoProject = "SRM1002";

    /// <summary>There is no usable authentication token.</summary>
    public const string NoToken = "SRM1003";

    /// <summary>The token belongs to another server than the one configured; nothing is sent.</summary>
    public const string TokenOfAnotherServer = "SRM1004";

    /// <summary>The value of a property, an environment variable or a <c>.sentryclirc</c> is not valid.</summary>
    public const string InvalidSetting = "SRM1005";

    /// <summary>The server is neither https nor loopback; nothing is sent.</summary>
    public const string InsecureServer = "SRM1006";

    /// <summary>The MSBuild that runs cannot run .NET tasks; no release is created. Given by the targets, since no task can.</summary>
    public const string UnsupportedMSBuild = "SRM1007";

    /// <summary>There is no git repository; the release has no commits.</summary>
    public const string NoRepository = "SRM2001";

    /// <summary>The clone is shallow and the previous tag is not in it.</summary>
    public const string ShallowClone = "SRM2002";

    /// <summary>Commits or changed files were left out.</summary>
    public const string LeftOut = "SRM2004";

    /// <summary>LibGit2 could not read the repository; the git program did.</summary>
    public const string LibGit2Unusable = "SRM2005";

    /// <summary>The repository belongs to another user.</summary>
    public const string RepositoryOfAnotherUser = "SRM2006";

    /// <summary>Neither LibGit2 nor the git program can read the repository, or not in time.</summary>
    public const string UnreadableRepository = "SRM2007";

    /// <summary>Sentry refused the request's content (400).</summary>
    public const string Refused = "SRM3001";

    /// <summary>Sentry does not accept the token (401).</summary>
    public const string Unauthorized = "SRM3002";

    /// <summary>The token may not do this (403).</summary>
    public const string Forbidden = "SRM3003";

    /// <summary>The organization or the release does not exist, or is not visible (404).</summary>
    public const string NotFound = "SRM3004";

    /// <summary>Another request still held the release's lock when time ran out (409).</summary>
    public const string Locked = "SRM3005";

    /// <summary>Sentry still limited the rate when time ran out (429).</summary>
    public const string RateLimited = "SRM3006";

    /// <summary>Sentry was unreachable, too slow or failing (5xx) until time ran out.</summary>
    public const string Unreachable = "SRM3007";

    /// <summary>The answer is not one of Sentry's.</summary>
    public const string ForeignAnswer = "SRM3008";

    /// <summary>The request was sent again with less in it.</summary>
    public const string SentWithLess = "SRM3009";

    /// <summary>Sentry would refuse the release's name.</summary>
    public const string NameRefused = "SRM4001";

    /// <summary>The running application will report another name.</summary>
    public const string NameDiffers = "SRM4002";

    /// <summary>There is no built assembly to read the name from.</summary>
    public const string NoAssembly = "SRM4003";
}
