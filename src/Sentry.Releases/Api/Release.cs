namespace Sentry.Releases.Api;

/// <summary>A release as Sentry describes it. Fields that Sentry adds later are passed over; those it leaves out are unset.</summary>
public sealed record Release
{
    /// <summary>The release's name.</summary>
    public string Version { get; init; } = "";

    /// <summary>The name as Sentry shows it where there is little room.</summary>
    public string? ShortVersion { get; init; }

    /// <summary><c>open</c> or <c>archived</c>.</summary>
    public string? Status { get; init; }

    /// <summary>The commit or other reference released.</summary>
    public string? Ref { get; init; }

    /// <summary>A link to the release.</summary>
    public string? Url { get; init; }

    /// <summary>When Sentry first heard of it.</summary>
    public DateTimeOffset? DateCreated { get; init; }

    /// <summary>When it was released; <see langword="null"/> when it is not finalized.</summary>
    public DateTimeOffset? DateReleased { get; init; }

    /// <summary>How many commits it has, without those whose message holds <c>#skipsentry</c>.</summary>
    public int? CommitCount { get; init; }

    /// <summary>How many deploys it has.</summary>
    public int? DeployCount { get; init; }

    /// <summary>How many issues were first seen in it.</summary>
    public int? NewGroups { get; init; }

    /// <summary>The newest commit.</summary>
    public ReleaseCommit? LastCommit { get; init; }

    /// <summary>The projects it is a release of.</summary>
    public IReadOnlyList<ReleaseProject>? Projects { get; init; }
}

/// <summary>A project of a release.</summary>
public sealed record ReleaseProject
{
    /// <summary>The name in addresses.</summary>
    public string? Slug { get; init; }

    /// <summary>The name people read.</summary>
    public string? Name { get; init; }
}

/// <summary>A commit as Sentry describes it.</summary>
public sealed record ReleaseCommit
{
    /// <summary>The full object id.</summary>
    public string Id { get; init; } = "";

    /// <summary>The message.</summary>
    public string? Message { get; init; }

    /// <summary>The commit's date.</summary>
    public DateTimeOffset? DateCreated { get; init; }

    /// <summary>Who wrote it.</summary>
    public CommitAuthor? Author { get; init; }

    /// <summary>The repository it is in.</summary>
    public CommitRepository? Repository { get; init; }
}

/// <summary>Who wrote a commit: an author or a Sentry user.</summary>
public sealed record CommitAuthor
{
    /// <summary>The name.</summary>
    public string? Name { get; init; }

    /// <summary>The e-mail address.</summary>
    public string? Email { get; init; }
}

/// <summary>The repository of a commit.</summary>
public sealed record CommitRepository
{
    /// <summary>The name that Sentry holds.</summary>
    public string? Name { get; init; }
}

/// <summary>A deploy as Sentry describes it.</summary>
public sealed record Deploy
{
    /// <summary>Where the release was deployed to.</summary>
    public string? Environment { get; init; }

    /// <summary>The deploy's name.</summary>
    public string? Name { get; init; }

    /// <summary>A link to the deploy.</summary>
    public string? Url { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? DateStarted { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? DateFinished { get; init; }
}
