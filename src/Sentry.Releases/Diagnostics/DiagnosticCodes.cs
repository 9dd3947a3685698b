namespace Sentry.Releases.Diagnostics;

/// <summary>
/// The code of every warning and error. A code has one meaning, which <c>docs/codes.md</c> tells: who silences it silences nothing else.
/// </summary>
internal static class DiagnosticCodes
{
    // Settings.
    public const string NoOrganization = "SRM1001";
    public const string NoProject = "SRM1002";
    public const string NoToken = "SRM1003";
    public const string TokenOfAnotherServer = "SRM1004";
    public const string InvalidSetting = "SRM1005";
    public const string InsecureServer = "SRM1006";

    /// <summary>Given by the targets, since the MSBuild that runs cannot run .NET tasks.</summary>
    public const string UnsupportedMSBuild = "SRM1007";

    public const string FileOutsideRepository = "SRM1008";

    /// <summary>The report, or the step summary.</summary>
    public const string ReportNotWritten = "SRM1009";

    /// <summary>Given by the targets: Sentry's SDK and this package will both create the release.</summary>
    public const string TwoCreators = "SRM1010";

    // Git.
    public const string NoRepository = "SRM2001";
    public const string ShallowClone = "SRM2002";
    public const string CommitsLeftOut = "SRM2004";
    public const string LibGit2Unusable = "SRM2005";
    public const string RepositoryOfAnotherUser = "SRM2006";
    public const string UnreadableRepository = "SRM2007";
    public const string ChangedFilesLeftOut = "SRM2008";
    public const string RequestTooLarge = "SRM2009";
    public const string DeployedBaseNotFound = "SRM2010";

    // Sentry's responses.
    public const string Refused = "SRM3001";
    public const string Unauthorized = "SRM3002";
    public const string Forbidden = "SRM3003";
    public const string NotFound = "SRM3004";

    /// <summary>Another request still held the release's lock when time ran out (409).</summary>
    public const string Locked = "SRM3005";

    public const string RateLimited = "SRM3006";

    /// <summary>No response, or 5xx, until time ran out.</summary>
    public const string Unreachable = "SRM3007";

    public const string UnexpectedResponse = "SRM3008";

    /// <summary>The request was sent again without changed files or commits.</summary>
    public const string SentWithLess = "SRM3009";

    /// <summary>Sentry holds other commits than were sent.</summary>
    public const string HeldDiffers = "SRM3010";

    /// <summary>The link, a deploy's name or link, or a path, which the server refuses.</summary>
    public const string DetailLeftOut = "SRM3011";

    // The release's name.
    public const string NameRefused = "SRM4001";

    /// <summary>The running application will report another name.</summary>
    public const string NameDiffers = "SRM4002";

    public const string NoAssembly = "SRM4003";
    public const string NameDoesNotOrder = "SRM4004";

    // This package.
    public const string InternalError = "SRM5001";

    // The set-up in Sentry.
    public const string RepositoryNotConnected = "SRM6001";
    public const string NoCodeMapping = "SRM6002";
    public const string NoEvents = "SRM6003";
    public const string NoDeploy = "SRM6004";
}
