using Sentry.Releases.Diagnostics;
using Sentry.Releases.Publishing;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Listing.Diagnosis;

/// <summary>
/// What is checked by asking Sentry. What the token may not ask is nobody's fault. When Sentry cannot be asked, nothing further is: every line
/// would only repeat the first.
/// </summary>
internal sealed partial class ServerChecks : IDisposable
{
    private const string Server = "Server";
    private const string Token = "Token";
    private const string Organization = "Organization";
    private const string Project = "Project";
    private const int MaxReleases = 100;
    private const int MaxProjects = 20;

    /// <summary>Any of these lets a token create releases (getsentry/sentry: <c>OrganizationReleasePermission</c>).</summary>
    private static readonly string[] ReleaseScopes = ["org:ci", "project:releases", "project:write", "project:admin"];

    private static readonly string[] ProjectScopes = ["project:read", "project:write", "project:admin"];

    private readonly ReleaseSettings _settings;
    private readonly Action<Check> _add;
    private readonly ConnectionSources _sources;
    private readonly FoundToken? _token;
    private readonly OrganizationToken? _carried;
    private readonly SentryClient? _client;
    private readonly IReadOnlyList<string> _projects;
    private readonly HashSet<string> _wrong = new(StringComparer.Ordinal);
    private IReadOnlyList<string> _scopes = [];
    private IReadOnlyList<string> _environments = [];
    private readonly Dictionary<string, string> _slugs = new(StringComparer.Ordinal);
    private string? _notAsked;

    public ServerChecks(ReleaseSettings settings, SentryClientOptions options, DiagnosticLog log, Action<Check> add)
    {
        (_settings, _add) = (settings, add);
        _sources = new ConnectionSources(settings, _ => { });
        _token = TokenReader.Read(_sources, Severity.Message, _ => { });
        if (_token is not null)
            log.Redact = _token.Token.Redact;

        _carried = _token is null ? null : OrganizationToken.Of(_token.Token);
        var configured = ConnectionReader.Read(settings, projectsNeeded: true, Severity.Error, AddProblem);
        _client = configured is null ? null : new SentryClient(configured.Connection, options);
        _projects = configured?.Projects ?? [];
        _notAsked = configured is null ? "not asked, because the connection is not configured" : null;
    }

    /// <summary>The client; <see langword="null"/> where Sentry cannot be asked.</summary>
    public SentryClient? Client => _notAsked is null ? _client : null;

    public void Dispose() => _client?.Dispose();

    public void CheckToken()
    {
        var found = _token is null ? null : $"{(_carried is null ? "a token" : "an organization token")} from {_token.Source}";
        var answer = Ask(Token, found, client => client.GetToken(), failure => failure.Code switch
        {
            DiagnosticCodes.Unauthorized => Wrong(Token, failure),
            DiagnosticCodes.Forbidden or DiagnosticCodes.NotFound => Check.Unknown(Token, $"{found}; this server does not say what it may do"),
            _ => Wrong(Server, failure),
        });
        _scopes = answer?.Scopes ?? [];
        if (ServerReader.Read(_sources, _carried, _ => { }) is { } server && !_wrong.Contains(Server))
            Add(new Check(Server, $"{server.Address} from {server.Source}"));

        if (_scopes.Count > 0 && !MayRelease)
            Add(Check.Wrong(Token, DiagnosticCodes.Forbidden, $"{found} may {string.Join(", ", _scopes)}, but not create releases",
                "Give it the scope project:releases, or use an organization token."));
        else if (answer is not null)
            Add(new Check(Token, _scopes.Count == 0 ? $"{found}; this server does not say what it may do" : $"{found} may {string.Join(", ", _scopes)}"));
    }

    /// <summary>Reads the package's releases, which shows whether the organization is there and whether the token is of it.</summary>
    /// <returns>Newest first; none when they cannot be read.</returns>
    public IReadOnlyList<Release> CheckOrganization(string package)
    {
        var slug = _sources.Organization?.Text ?? _carried?.Organization;
        var found = slug is null ? null : $"{slug} from {_sources.Organization?.Source ?? "the token"}";
        var fix = _carried?.Organization is { } own && own != slug
            ? $"The token is of '{own}': set {Properties.Organization} to that, or use a token of '{slug}'."
            : $"Set {Properties.Organization} to the slug in the address of its pages, or use a token of '{slug}'.";
        var filter = new ReleaseFilter { Query = DeployedBase.Query(package) };
        var releases = Ask(Organization, found, client => client.ListReleases(filter, MaxReleases).ToList(), failure => failure.Code switch
        {
            DiagnosticCodes.NotFound => Check.Wrong(Organization, failure.Code, $"Sentry has no organization '{slug}', or the token cannot see it", fix),
            DiagnosticCodes.Forbidden when MayRelease => Check.Wrong(Organization, failure.Code, $"the token is not of the organization '{slug}'", fix),
            _ => null,
        });
        if (releases is not null)
            Add(new Check(Organization, found!));

        return releases?.FindAll(release => DeployedBase.Package(release.Version) == package) ?? [];
    }

    public void CheckProjects()
    {
        var known = string.Join(", ", TryAll(client => client.ListProjects(MaxProjects)).Select(project => project.Slug));
        foreach (var project in _projects)
        {
            var found = $"{project} from {_sources.Projects!.Source}";
            var held = Ask(Project, found, client => Find(client, project), failure =>
                failure.Code == DiagnosticCodes.NotFound || (failure.Code == DiagnosticCodes.Forbidden && MayRelease)
                    ? Check.Wrong(Project, DiagnosticCodes.NotFound, $"the organization has no project '{project}', or the token cannot see it",
                        $"Set {Properties.Projects} to the slug of one that it has{(known.Length > 0 ? ": " + known : "")}.")
                    : null);
            _slugs[project] = held?.Slug ?? project;
            _environments = [.. _environments.Union(held?.Environments ?? [])];
            if (held?.HasAccess == false)
                Add(Check.Wrong(Project, DiagnosticCodes.Forbidden, $"the token's user is in no team of the project '{project}'",
                    "Add the user to one, or use an organization token."));
            else if (held is not null)
                Add(new Check(Project, held.Id is null ? $"{found}; whether it is there cannot be seen without a release of it" : found));
        }
    }

    private bool MayRelease => _scopes.Intersect(ReleaseScopes).Any();

    /// <returns>What is known of the project; without an id when it cannot be seen whether it is there.</returns>
    private Project Find(SentryClient client, string project)
    {
        try
        {
            return client.GetProject(project);
        }
        catch (SentryApiException failure) when (failure.Code == DiagnosticCodes.Forbidden && MayRelease && !_scopes.Intersect(ProjectScopes).Any())
        {
            // A server that takes the slug in one request knows the project; those before mid-2026 refuse every slug, which takes a second one.
            var before = client.Requests;
            var releases = client.ListReleases(new ReleaseFilter { Projects = [project] }, limit: 1).ToList();
            return new Project(project, releases.Count > 0 || client.Requests == before + 1 ? project : null, HasAccess: null, []);
        }
    }

    /// <summary>Asks, and says what came of it unless that was an answer.</summary>
    /// <param name="name">The check.</param>
    /// <param name="found">What is known without asking.</param>
    /// <param name="ask">The question.</param>
    /// <param name="explain">What a failure means; <see langword="null"/> for what it means everywhere.</param>
    private T? Ask<T>(string name, string? found, Func<SentryClient, T> ask, Func<SentryApiException, Check?>? explain = null)
        where T : class
    {
        var known = found is null ? "" : found + "; ";
        try
        {
            if (Client is { } client)
                return ask(client);

            if (!_wrong.Contains(name))
                Add(Check.Unknown(name, known + _notAsked));
        }
        catch (SentryApiException failure)
        {
            var check = explain?.Invoke(failure) ?? failure.Code switch
            {
                DiagnosticCodes.Forbidden => Check.Unknown(name, $"{known}this token may not ask, for which it needs the scope {failure.RequiredScope}"),
                DiagnosticCodes.NotFound => Check.Unknown(name, $"{known}this server does not tell"),
                _ => Wrong(name, failure),
            };
            Add(check);
            if (check.Code is not null && check is not { Name: Project, Code: DiagnosticCodes.NotFound })
                _notAsked = $"not asked, because of the {check.Name.ToLowerInvariant()}";

            if (check.Name != name && found is not null)
                Add(Check.Unknown(name, found));
        }

        return null;
    }

    /// <summary>For what adds to a line and is no check of its own.</summary>
    private List<T> TryAll<T>(Func<SentryClient, SentryList<T>> list)
    {
        try
        {
            return Client is { } client ? list(client).With(RetryOptions.Optional).ToList() : [];
        }
        catch (SentryApiException)
        {
            return [];
        }
    }

    private static Check Wrong(string name, SentryApiException failure) =>
        Check.Of(name, new Diagnostic(failure.Code, Severity.Error, failure.Message, failure.Subjects));

    private void AddProblem(Diagnostic problem) => Add(Check.Of(problem.Code switch
    {
        DiagnosticCodes.NoOrganization => Organization,
        DiagnosticCodes.NoProject => Project,
        DiagnosticCodes.NoToken or DiagnosticCodes.TokenOfAnotherServer => Token,
        _ => Server,
    }, problem));

    private void Add(Check check)
    {
        if (check.Code is not null)
            _wrong.Add(check.Name);

        _add(check);
    }
}
