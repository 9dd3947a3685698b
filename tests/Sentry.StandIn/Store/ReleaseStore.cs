using Sentry.StandIn.Http;

namespace Sentry.StandIn.Store;

/// <summary>All that the organization holds. Whoever changes or reads it holds <see cref="Lock"/>.</summary>
internal sealed class ReleaseStore
{
    private readonly StandInOptions _options;
    private readonly List<StoredRelease> _releases = [];
    private readonly List<StoredRepository> _repositories = [];
    private readonly List<string> _integrations = [];
    private readonly Dictionary<(long Repository, string Id), StoredCommit> _commits = [];
    private readonly Dictionary<string, StoredAuthor> _authors = [];
    private long _lastId = 1000;

    public ReleaseStore(StandInOptions options)
    {
        _options = options;
        foreach (var repository in options.Repositories)
            AddRepository(repository);

        CodeMappings = [.. options.CodeMappings.Select(CodeMapping)];
    }

    public Lock Lock { get; } = new();

    /// <summary>Whether another worker is setting commits and does not let go.</summary>
    public bool CommitsLocked { get; set; }

    /// <summary>In the order they were created.</summary>
    public IReadOnlyList<StoredRelease> Releases => _releases;

    public IReadOnlyList<StoredRepository> Repositories => _repositories;

    public IReadOnlyList<StoredCodeMapping> CodeMappings { get; }

    /// <summary>All that events or deploys have named.</summary>
    public IEnumerable<string> Environments => _releases.SelectMany(release => release.EnvironmentsIn(release.Projects)).Distinct();

    public DateTimeOffset Now => _options.Clock.GetUtcNow();

    public long NextId() => ++_lastId;

    public StoredRelease? Find(string version) => _releases.Find(release => release.Version == version);

    /// <summary>The release, when the caller sees one of its projects.</summary>
    /// <exception cref="ApiException">404.</exception>
    public StoredRelease Require(string version, Caller caller) =>
        Find(version) is { } release && release.Projects.Any(caller.Sees) ? release : throw ApiException.NotFound();

    public IReadOnlyList<StoredSession> SessionsOf(StandInProject project) =>
        [.. _releases.SelectMany(release => release.Sessions).Where(session => session.Project == project)];

    public void Add(StoredRelease release) => _releases.Add(release);

    public void Remove(StoredRelease release) => _releases.Remove(release);

    /// <summary>The release, when the caller sees all of its projects.</summary>
    /// <exception cref="ApiException">404.</exception>
    public StoredRelease RequireAll(string version, Caller caller) =>
        Require(version, caller) is { } release && release.Projects.All(caller.Sees) ? release : throw ApiException.NotFound();

    /// <summary>The newest active one of that exact name.</summary>
    public StoredRepository? FindRepository(string name) =>
        _repositories.FindLast(repository => repository.IsActive && repository.Name == name);

    /// <summary>The repository of that name, made without a provider when there is none; without a name the organization's own.</summary>
    public StoredRepository GetOrAddRepository(string? name)
    {
        if (string.IsNullOrEmpty(name))
            name = Invariant($"organization-{_options.OrganizationId}");

        return FindRepository(name) ?? AddRepository(new StandInRepository(name, Provider: null));
    }

    /// <summary>The commit of that id, and whether it is new.</summary>
    public (StoredCommit Commit, bool IsNew) GetOrAddCommit(StoredRepository repository, string id)
    {
        if (_commits.TryGetValue((repository.Id, id), out var commit))
            return (commit, false);

        commit = new StoredCommit { Id = id, Repository = repository, DateCreated = Now };
        _commits.Add((repository.Id, id), commit);
        return (commit, true);
    }

    /// <summary>The author of that address, who from now on has that name.</summary>
    public StoredAuthor SetAuthor(string email, string? name)
    {
        if (!_authors.TryGetValue(email, out var author))
            _authors.Add(email, author = new StoredAuthor { Email = email });

        author.Name = name;
        return author;
    }

    /// <summary>One for each provider, numbered in the order in which they are first seen.</summary>
    private string? IntegrationOf(string? provider)
    {
        if (provider is null)
            return null;

        if (!_integrations.Contains(provider))
            _integrations.Add(provider);

        return Invariant($"{_integrations.IndexOf(provider) + 1}");
    }

    private StoredCodeMapping CodeMapping(StandInCodeMapping mapping)
    {
        if (_options.FindProject(mapping.Project) is null)
            throw new ArgumentException($"A code mapping is of the project {mapping.Project}, which is not there.");

        var repository = FindRepository(mapping.Repository)
            ?? throw new ArgumentException($"A code mapping is of the repository {mapping.Repository}, which is not there.");
        return new StoredCodeMapping(NextId(), mapping, repository);
    }

    private StoredRepository AddRepository(StandInRepository known)
    {
        var repository = new StoredRepository(NextId(), known.Name, known.Provider, known.Url, Now)
        {
            IsActive = known.IsActive,
            IntegrationId = IntegrationOf(known.Provider),
        };
        _repositories.Add(repository);
        return repository;
    }
}
