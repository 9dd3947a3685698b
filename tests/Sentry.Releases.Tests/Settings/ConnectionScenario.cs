using Sentry.Releases.Diagnostics;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Tests.Settings;

/// <summary>
/// A project at <c>work/repository/project</c>, in a repository, and a home directory beside <c>work</c>. An empty <c>.sentryclirc</c>
/// above them keeps out those of the machine that the tests run on.
/// </summary>
internal sealed class ConnectionScenario : IDisposable
{
    public ConnectionScenario()
    {
        Folder.Write(".sentryclirc", "");
        Folder.CreateDirectory("work/repository/.git");
        Project = Folder.CreateDirectory("work/repository/project");
        Machine.HomeDirectory = Folder.CreateDirectory("home");
    }

    public TemporaryFolder Folder { get; } = new();

    public string Project { get; set; }

    public FakeMachine Machine { get; } = new();

    public Dictionary<string, string> Properties { get; } = new(StringComparer.Ordinal);

    public List<Diagnostic> Diagnostics { get; } = [];

    public IEnumerable<string> Codes => Diagnostics.Select(diagnostic => diagnostic.Code);

    /// <summary>Organization, project and token from the environment.</summary>
    public static ConnectionScenario Configured(string token = Tokens.User)
    {
        var scenario = new ConnectionScenario();
        scenario.Machine.Variables["SENTRY_ORG"] = "env-org";
        scenario.Machine.Variables["SENTRY_PROJECT"] = "env-project";
        scenario.Machine.Variables["SENTRY_AUTH_TOKEN"] = token;
        return scenario;
    }

    public string ProjectFile(string text) => Folder.Write("work/repository/.sentryclirc", text);

    public string HomeFile(string text) => Folder.Write("home/.sentryclirc", text);

    public ReleaseSettings Settings => ReleaseSettings.Read(Properties, Project, Machine.Environment);

    public IReadOnlyList<string> Projects { get; private set; } = [];

    public Connection? Read(bool projectsNeeded = true, Severity severityOfMissing = Severity.Warning)
    {
        var found = ConnectionReader.Read(Settings, projectsNeeded, severityOfMissing, Diagnostics.Add);
        Projects = found?.Projects ?? [];
        return found?.Connection;
    }

    public Connection ReadWithoutDiagnostics(bool projectsNeeded = true)
    {
        var connection = Read(projectsNeeded);
        Assert.IsEmpty(Diagnostics);
        Assert.IsNotNull(connection);
        return connection;
    }

    /// <summary>Reads, and asserts that this was refused with one diagnostic of that code.</summary>
    public string ReadRefused(string code, bool projectsNeeded = true)
    {
        Assert.IsNull(Read(projectsNeeded));
        Assert.HasCount(1, Diagnostics);
        Assert.AreEqual(code, Diagnostics[0].Code);
        return Diagnostics[0].Message;
    }

    public void Dispose() => Folder.Dispose();
}
