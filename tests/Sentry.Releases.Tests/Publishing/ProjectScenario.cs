using Sentry.Releases.Diagnostics;
using Sentry.Releases.Naming;
using Sentry.Releases.Publishing;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Settings;
using Sentry.Releases.Tests.Settings;
using Sentry.StandIn;

namespace Sentry.Releases.Tests.Publishing;

/// <summary>A project that is configured for a stand-in of Sentry, and what its jobs report.</summary>
internal abstract class ProjectScenario
{
    protected ProjectScenario()
    {
        Properties["SentryOrg"] = "acme";
        Properties["SentryProject"] = "web";
    }

    public FakeMachine Machine { get; } = new();

    public Dictionary<string, string> Properties { get; } = new(StringComparer.OrdinalIgnoreCase);

    public List<Diagnostic> Diagnostics { get; } = [];

    /// <summary>The folder that the project lies in.</summary>
    public string Folder { get; set; } = "";

    public string ReportPath => PathOf("obj/report.json");

    public string PathOf(string relative) => Path.Combine(Folder, relative);

    protected ReleaseSettings Settings => ReleaseSettings.Read(Properties, Folder, Machine.Environment);

    /// <summary>Where the test says nothing else.</summary>
    protected void UseServer(SentryStandIn sentry)
    {
        Properties.TryAdd("SentryUrl", sentry.Url.AbsoluteUri);
        Machine.Variables.TryAdd("SENTRY_AUTH_TOKEN", sentry.Token);
    }

    /// <param name="assembly">Path of the built application, relative to the folder.</param>
    protected BuildFacts BuildOf(string assembly) => new()
    {
        Application = new BuiltApplication(PathOf(assembly)),
        DefaultReportPath = ReportPath,
        IntermediateDirectory = PathOf("obj"),
        Configuration = "Release",
        UserAgent = "tests/1.0",
    };

    /// <summary>Creates a release in Sentry without this package's jobs.</summary>
    protected static void CreateRelease(SentryStandIn sentry, string token, ReleaseRequest request)
    {
        var connection = new Connection { Organization = "acme", Server = sentry.Url, Token = new AuthToken(token) };
        using var client = new SentryClient(connection, SentryApi.ApiServer.NewOptions());
        client.CreateRelease(request);
    }
}
