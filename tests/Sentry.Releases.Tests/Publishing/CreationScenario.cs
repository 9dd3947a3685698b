using System.Text.Json;
using Sentry.Releases.Publishing;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Tests.Git;
using Sentry.Releases.Tests.Naming;
using Sentry.Releases.Tests.Settings;
using Sentry.Releases.Tests.StandIn;
using Sentry.StandIn;
using Sentry.StandIn.Store;

namespace Sentry.Releases.Tests.Publishing;

/// <summary>An application <c>app</c> 1.0 in a project of its own, a stand-in of Sentry that it is configured for, and one run or more.</summary>
internal sealed class CreationScenario : ProjectScenario, IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private int _created;

    private CreationScenario(SentryStandIn sentry)
    {
        Sentry = sentry;
        Folder = _folder.Root;
        Write("app.dll", CompiledAssembly.Emit("app", "\"1.0\""));
        UseServer(sentry);
    }

    public SentryStandIn Sentry { get; }

    public ReleaseSteps Steps { get; set; } = new();

    /// <summary>The release that the server has.</summary>
    public StoredRelease Release => Sentry.Releases.Single();

    public JsonElement Report => JsonSerializer.Deserialize<JsonElement>(File.ReadAllBytes(ReportPath));

    /// <summary>The body of the request that created the release.</summary>
    public JsonElement Body => Sentry.Requests.Last(request => request.Method == "POST" && request.PathAndQuery.EndsWith("/releases/", StringComparison.Ordinal)).Json;

    public static async Task<CreationScenario> StartAsync(StandInOptions? options = null) => new(await SentryStandIn.StartAsync(options));

    /// <summary>Reads the commits of a repository, with the reader that is always there.</summary>
    public CreationScenario In(GitRepository repository)
    {
        Properties["SentryReleaseGitDirectory"] = repository.Folder;
        Properties["SentryReleaseGitReader"] = "Git";
        return this;
    }

    public CreationScenario With(string property, string value)
    {
        Properties[property] = value;
        return this;
    }

    /// <summary>Runs once, and holds every body that was sent against Sentry's own API description where that is there.</summary>
    public async Task<ReleaseReport> RunAsync(BuildFacts? build = null)
    {
        build ??= Build();
        var report = new ReleaseCreation(build, Settings, Diagnostics.Add) { Steps = Steps }.Run();
        if (OpenApiDescription.IsPresent)
        {
            foreach (var request in Sentry.Requests.Where(request => request.Body.Length > 0))
                await OpenApiDescription.AssertRequestValid(request.Method, request.PathAndQuery, request.Text);
        }

        return report;
    }

    public BuildFacts Build() => BuildOf("app.dll");

    /// <summary>Records a deploy of a release that is there.</summary>
    /// <returns>The line that the build shows.</returns>
    public string? RecordDeploy(BuildFacts? build = null) => new DeployRecording(build ?? Build(), Settings, Diagnostics.Add).Run();

    /// <summary>Creates a release in Sentry without this package's jobs.</summary>
    public void CreateRelease(string version, Func<ReleaseRequest, ReleaseRequest> complete)
    {
        CreateRelease(Sentry, Sentry.Token, complete(new ReleaseRequest { Version = version, Projects = ["web"] }));
        _created = Sentry.Requests.Count;
    }

    public string Write(string relative, byte[] content) => _folder.Write(relative, content);

    /// <summary>The methods of all requests but those of <see cref="CreateRelease"/>.</summary>
    public string Methods => string.Join(' ', Sentry.Requests.Skip(_created).Select(request => request.Method));

    public IEnumerable<string> Codes() => Diagnostics.Select(diagnostic => diagnostic.Code);

    public async ValueTask DisposeAsync()
    {
        await Sentry.DisposeAsync();
        _folder.Dispose();
    }
}
