using System.Security.Cryptography.X509Certificates;
using Sentry.StandIn.Behavior;
using Sentry.StandIn.Endpoints;
using Sentry.StandIn.Http;
using Sentry.StandIn.Ingest;
using Sentry.StandIn.Page;
using Sentry.StandIn.Store;

namespace Sentry.StandIn;

/// <summary>
/// A strict stand-in of Sentry's release API on a loopback port, all in memory: what the server would refuse it refuses, with the
/// server's answers.
/// </summary>
public sealed class SentryStandIn : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly StandInOptions _options;
    private readonly ReleaseStore _store;
    private readonly Oddities _oddities = new();
    private readonly RequestRecorder _recorder;
    private readonly EnvelopeEndpoint _ingest;

    private SentryStandIn(StandInOptions options)
    {
        _options = options;
        _store = new ReleaseStore(options);
        _recorder = new RequestRecorder(options.BasePath + "/", _oddities);
        _ingest = new EnvelopeEndpoint(options, _store);
        Certificate = options.Https ? LoopbackCertificate.Create() : null;
        _app = LoopbackServer.Build(options, Certificate);
    }

    /// <summary>The server's root, ending in <c>/</c>.</summary>
    public Uri Url { get; private set; } = null!;

    /// <summary>The first token accepted.</summary>
    public string Token { get; private set; } = null!;

    /// <summary>The self-signed certificate of an https stand-in.</summary>
    public X509Certificate2? Certificate { get; }

    /// <summary>The DSN of the first project, for the SDK of a running application.</summary>
    public string Dsn => DsnOf(_options.Projects[0].Slug);

    /// <summary>Every request to the API so far, in the order they came in; looking at the page or sending events is none.</summary>
    public IReadOnlyList<RecordedRequest> Requests => _recorder.Requests;

    /// <summary>What applications sent to a <see cref="Dsn"/>, in the order it came in.</summary>
    public IReadOnlyList<RecordedEnvelope> Envelopes => _ingest.Envelopes;

    /// <summary>What a careful client would never send: an unknown key, a null, a compressed body, no <c>User-Agent</c>.</summary>
    public IReadOnlyList<string> Oddities => _oddities.All;

    /// <summary>The releases it holds, in the order they were created.</summary>
    public IReadOnlyList<StoredRelease> Releases
    {
        get
        {
            lock (_store.Lock)
                return [.. _store.Releases];
        }
    }

    /// <summary>Whether a release's commits are being set by someone else: requests that send commits then get 409.</summary>
    public bool CommitsLocked
    {
        get => _store.CommitsLocked;
        set => _store.CommitsLocked = value;
    }

    /// <summary>Starts a stand-in.</summary>
    /// <exception cref="ArgumentException">The address is not loopback, or the base path has a slash too few or too many.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<SentryStandIn> StartAsync(StandInOptions? options = null)
    {
        var standIn = new SentryStandIn(options ?? new StandInOptions());
        try
        {
            await standIn.StartAsync();
            return standIn;
        }
        catch
        {
            await standIn.DisposeAsync();
            throw;
        }
    }

    /// <summary>The DSN of a project.</summary>
    public string DsnOf(string project) => Ingest.Dsn.Of(Url, Project(project));

    /// <summary>Adds a release as an event that carries its name would: without date, ref and commits.</summary>
    public StoredRelease AddRelease(string version, params string[] projects)
    {
        lock (_store.Lock)
        {
            var release = new StoredRelease { Id = _store.NextId(), Version = version, DateCreated = _store.Now };
            release.Projects = [.. projects.Select(Project)];
            _store.Add(release);
            return release;
        }
    }

    /// <summary>Adds an event of a release, which is created when it is not there.</summary>
    /// <param name="time">When it happened; now when absent.</param>
    public void AddEvent(string version, string project, string environment = "production", DateTimeOffset? time = null)
    {
        lock (_store.Lock)
            ReleaseActivity.RecordEvent(_store, Project(project), version, environment, time ?? _store.Now);
    }

    /// <summary>Adds a run of a release, which is created when it is not there.</summary>
    public void AddSession(string version, string project, StoredSession session)
    {
        lock (_store.Lock)
            ReleaseActivity.RecordSession(_store, Project(project), version, session);
    }

    /// <summary>Adds a deploy of a release that is there, to all of its projects.</summary>
    /// <param name="time">When it finished; now when absent.</param>
    public void AddDeploy(string version, string environment, DateTimeOffset? time = null, string? name = null, string? url = null)
    {
        lock (_store.Lock)
        {
            var release = Release(version);
            var finished = time ?? _store.Now;
            release.Deploys = [.. release.Deploys, new(_store.NextId(), environment, name, url, null, finished, release.Projects)];
        }
    }

    /// <summary>Sets how many issues a release that is there brought to a project.</summary>
    public void SetNewIssues(string version, string project, int count)
    {
        lock (_store.Lock)
        {
            var release = Release(version);
            release.NewIssues = new Dictionary<StandInProject, int>(release.NewIssues) { [Project(project)] = count };
        }
    }

    /// <summary>Adds an uploaded file to a release that is there.</summary>
    public void AddFile(string version, StoredFile file)
    {
        lock (_store.Lock)
        {
            var release = Release(version);
            release.Files = [.. release.Files, file with { Id = _store.NextId(), DateCreated = _store.Now }];
        }
    }

    /// <summary>Ends it; requests still being answered are cut off.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
        Certificate?.Dispose();
    }

    private StoredRelease Release(string version) =>
        _store.Find(version) ?? throw new ArgumentException($"There is no release {version}.", nameof(version));

    private StandInProject Project(string slug) => _options.Projects.Single(project => project.Slug == slug);

    private async Task StartAsync()
    {
        // The token made for the server carries its address, and the pipeline is built before the server has one.
        var tokens = new List<StandInToken>(_options.Tokens);
        AddPipeline(tokens);
        await _app.StartAsync();
        Url = new Uri(_app.Urls.Single() + _options.BasePath + "/");
        if (tokens.Count == 0)
            tokens.Add(MadeToken.Create(Url, _options));

        Token = tokens[0].Value;
    }

    private void AddPipeline(IReadOnlyList<StandInToken> tokens)
    {
        _app.Use(_recorder.InvokeAsync);
        if (_options.Before is { } before)
            _app.Use(before);

        _app.Use(new ErrorAnswers(_oddities).InvokeAsync);
        _app.Use(new RequestPath(_options.BasePath).InvokeAsync);
        _app.UseRouting();
        _app.Use(RequestPath.RequireMatchAsync);
        var authentication = new Authentication(tokens);
        var odd = new OddServer(_options.Like, _store);
        _app.Use(odd.RequireEndpointAsync);
        _app.Use(new Gate(_options, authentication).InvokeAsync);
        _app.Use(odd.InvokeAsync);
        Routes.Map(_app, _options, _store, _oddities, authentication);
        _app.MapPost(EnvelopeEndpoint.Route, _ingest.ReceiveAsync);
        _app.MapGet("/", new ReleasesPage(_options, _store).WriteAsync);
    }
}
