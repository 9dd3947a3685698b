namespace Sentry.Releases.Diagnostics;

/// <summary>
/// The code of every warning and error. A code has one meaning: who silences it silences nothing else. Codes 1xxx are about settings,
/// 2xxx about git, 3xxx about Sentry's responses, 4xxx about the release's name, 5xxx about this package, 6xxx about the set-up in Sentry.
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

    /// <summary>A <c>.sentryclirc</c> outside the repository was not read.</summary>
    public const string FileOutsideRepository = "SRM1008";

    /// <summary>The report or the step summary could not be written.</summary>
    public const string ReportNotWritten = "SRM1009";

    /// <summary>Sentry's SDK and this package will both create the release.</summary>
    public const string TwoCreators = "SRM1010";

    /// <summary>There is no git repository; the release has no commits.</summary>
    public const string NoRepository = "SRM2001";

    /// <summary>The clone is shallow and the previous tag is not in it.</summary>
    public const string ShallowClone = "SRM2002";

    /// <summary>Commits were left out because there are more than the limit.</summary>
    public const string CommitsLeftOut = "SRM2004";

    /// <summary>LibGit2 could not read the repository; the git program did.</summary>
    public const string LibGit2Unusable = "SRM2005";

    /// <summary>The repository belongs to another user.</summary>
    public const string RepositoryOfAnotherUser = "SRM2006";

    /// <summary>Neither LibGit2 nor the git program can read the repository, or not in time.</summary>
    public const string UnreadableRepository = "SRM2007";

    /// <summary>Changed files could not be read, or are too many.</summary>
    public const string ChangedFilesLeftOut = "SRM2008";

    /// <summary>Commits or changed files were left out because the request would be too large.</summary>
    public const string RequestTooLarge = "SRM2009";

    /// <summary>No release that is deployed to the environment was found; the previous tag was used.</summary>
    public const string DeployedBaseNotFound = "SRM2010";

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

    /// <summary>The response is not one of Sentry's.</summary>
    public const string UnexpectedResponse = "SRM3008";

    /// <summary>The request was sent again without changed files or commits.</summary>
    public const string SentWithLess = "SRM3009";

    /// <summary>Sentry holds other commits than were sent.</summary>
    public const string HeldDiffers = "SRM3010";

    /// <summary>A detail was left out because the server refuses it: the link, a deploy's name or URL, a path.</summary>
    public const string DetailLeftOut = "SRM3011";

    /// <summary>Sentry would refuse the release's name.</summary>
    public const string NameRefused = "SRM4001";

    /// <summary>The running application will report another name.</summary>
    public const string NameDiffers = "SRM4002";

    /// <summary>There is no built assembly to read the name from.</summary>
    public const string NoAssembly = "SRM4003";

    /// <summary>Sentry cannot order the release: its name is no SemVer, or its version does not change.</summary>
    public const string NameDoesNotOrder = "SRM4004";

    /// <summary>A fault of this package; please report it.</summary>
    public const string InternalError = "SRM5001";

    /// <summary>The repository is not connected to Sentry.</summary>
    public const string RepositoryNotConnected = "SRM6001";

    /// <summary>No code mapping of the project fits the paths in the built symbols.</summary>
    public const string NoCodeMapping = "SRM6002";

    /// <summary>Sentry has no event under the name of the previous release.</summary>
    public const string NoEvents = "SRM6003";

    /// <summary>Sentry has no deploy of the previous release.</summary>
    public const string NoDeploy = "SRM6004";
}
