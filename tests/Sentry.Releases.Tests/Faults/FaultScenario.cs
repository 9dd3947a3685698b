using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.Git;
using Sentry.Releases.Naming;
using Sentry.Releases.Publishing;
using Sentry.Releases.Settings;
using Sentry.Releases.Tests.Settings;
using Sentry.StandIn;

namespace Sentry.Releases.Tests.Faults;

/// <summary>
/// A release of one commit, sent to a server that misbehaves. Every run is searched for the token and for the passwords in the remote,
/// the server's address and the proxy's.
/// </summary>
internal sealed class FaultScenario : IDisposable
{
    private const string RemotePassword = "remote-passw0rd";
    private const string ServerPassword = "server-passw0rd";

    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _secrets = [RemotePassword, ServerPassword];
    private readonly List<string> _shown = [];

    public FaultScenario(Uri server, string token = Tokens.User)
    {
        var withPassword = new UriBuilder(server) { UserName = "user", Password = ServerPassword };
        _folder.Write(".sentryclirc", "");
        _secrets.Add(token);
        Machine.Variables["CI"] = "true";
        Machine.Variables["SENTRY_AUTH_TOKEN"] = token;
        Properties = new(StringComparer.Ordinal)
        {
            ["SentryOrg"] = "acme",
            ["SentryProject"] = "web",
            ["SentryUrl"] = withPassword.Uri.AbsoluteUri,
            ["SentryRelease"] = "app@1.0.0",
            ["SentryReleaseTimeout"] = "60",
        };
        ReportPath = _folder.PathOf("obj/sentry-release.json");
        Steps = new ReleaseSteps { ReadHistory = (_, _, _) => History };
    }

    public FakeMachine Machine { get; } = new();

    public Dictionary<string, string> Properties { get; }

    public ReleaseSteps Steps { get; set; }

    public string ReportPath { get; }

    public List<Diagnostic> Diagnostics { get; } = [];

    public IEnumerable<string> Codes => Diagnostics.Select(diagnostic => diagnostic.Code);

    public static ReleaseHistory History { get; } = new()
    {
        Reader = "libgit2",
        Head = new string('a', 40),
        RemoteUrl = $"https://user:{RemotePassword}@git.example.com/acme/shop.git",
        Commits =
        [
            new Commit(new string('a', 40), "First", "Ada", "ada@example.com", DateTimeOffset.UnixEpoch, [new ChangedFile("a.txt", ChangeKind.Added)]),
        ],
    };

    public static FaultScenario On(SentryStandIn sentry) => new(sentry.Url, sentry.Token);

    /// <summary>Allows so many seconds, where the fault uses them up; elsewhere the time must suffice on a machine that is busy.</summary>
    public FaultScenario Within(int seconds)
    {
        Properties["SentryReleaseTimeout"] = seconds.ToString(CultureInfo.InvariantCulture);
        return this;
    }

    /// <summary>Whatever this holds must not be shown either.</summary>
    public void AddSecret(string secret) => _secrets.Add(secret);

    public string FolderOf(string relative) => _folder.PathOf(relative);

    public async Task<ReleaseReport> RunAsync(CancellationToken cancellation = default)
    {
        var build = new BuildFacts
        {
            Application = new BuiltApplication(_folder.PathOf("missing.dll")),
            DefaultReportPath = ReportPath,
            UserAgent = "fault-tests/1.0",
            Cancellation = cancellation,
        };
        var settings = ReleaseSettings.Read(Properties, _folder.Root, Machine.Environment);
        var creation = new ReleaseCreation(build, settings, Diagnostics.Add) { Steps = Steps };
        try
        {
            // On a thread of its own, as in a build, which cancels from another.
            var report = await Task.Run(creation.Run, CancellationToken.None);
            _shown.Add(ReleaseSummary.Of(report) ?? "");
            return report;
        }
        finally
        {
            SearchForSecrets();
        }
    }

    /// <summary>Runs, and asserts that no release was created, for a reason that stands in one warning with this code and these words.</summary>
    public async Task<ReleaseReport> RunFailedAsync(string code, params string[] words)
    {
        var clock = Stopwatch.StartNew();
        var report = await RunAsync();

        Assert.IsLessThan(Generous + TimeSpan.FromSeconds(int.Parse(Properties["SentryReleaseTimeout"], CultureInfo.InvariantCulture)), clock.Elapsed);
        Assert.AreEqual(code, string.Join(' ', Codes), string.Join('\n', Diagnostics));
        Assert.AreEqual(Severity.Warning, Diagnostics[0].Severity);
        Assert.AreEqual(ReleaseOutcome.Failed, report.Outcome);
        AssertOneLine(Diagnostics[0].Message);
        foreach (var word in words)
            Assert.Contains(word, Diagnostics[0].Message);

        using var written = JsonDocument.Parse(await File.ReadAllBytesAsync(ReportPath));
        Assert.AreEqual("failed", written.RootElement.GetProperty("outcome").GetString());
        return report;
    }

    /// <summary>Runs, and asserts that the release was created and nothing said.</summary>
    public async Task<ReleaseReport> RunCreatedAsync()
    {
        var report = await RunAsync();

        Assert.AreEqual("", string.Join('\n', Diagnostics));
        Assert.AreEqual(ReleaseOutcome.Created, report.Outcome);
        return report;
    }

    public void Dispose() => _folder.Dispose();

    private static void AssertOneLine(string message)
    {
        Assert.IsLessThan(1100, message.Length);
        Assert.DoesNotContain(char.IsControl, message, message);
        Assert.DoesNotContain("   at ", message);
    }

    private void SearchForSecrets()
    {
        _shown.AddRange(Diagnostics.Select(diagnostic => diagnostic.ToString()));
        if (File.Exists(ReportPath))
            _shown.Add(File.ReadAllText(ReportPath));

        foreach (var secret in _secrets)
            Assert.IsFalse(Secret.IsIn(string.Join('\n', _shown), secret), $"'{secret}' is in\n{string.Join('\n', _shown)}");
    }
}
