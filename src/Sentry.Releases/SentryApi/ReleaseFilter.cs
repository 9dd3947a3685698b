namespace Sentry.Releases.SentryApi;

/// <summary>Which releases of an organization are listed.</summary>
public sealed record ReleaseFilter
{
    /// <summary>
    /// Part of the name in any case, or one of Sentry's search terms such as <c>release.package:app</c> or <c>finalized:true</c>;
    /// <see langword="null"/> for all.
    /// </summary>
    public string? Query { get; init; }

    /// <summary>Archived ones or not.</summary>
    public StatusFilter Status { get; init; } = StatusFilter.Open;

    /// <summary>Slugs or numeric ids of projects; empty for all that the token can see.</summary>
    public IReadOnlyList<string> Projects { get; init; } = [];
}

/// <summary>Which releases a listing shows.</summary>
public enum StatusFilter
{
    /// <summary>Those that are not archived.</summary>
    Open,

    /// <summary>Those that are archived.</summary>
    Archived,

    /// <summary>All.</summary>
    Any,
}
