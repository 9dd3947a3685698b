using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Sentry.Releases.Naming;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Publishing;

/// <summary>
/// Creates a release that goes nowhere, beside other work and once in a process, so that the first real one need not wait for what it needs to
/// be loaded and compiled. One commit of the repository is read; nothing is written, no program started and nothing connected to.
/// </summary>
internal static class WarmUp
{
    private static readonly byte[] Created =
        "HTTP/1.1 201 Created\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 21\r\n\r\n{\"version\":\"warm-up\"}"u8.ToArray();

    private static int Begun;

    /// <summary>Does nothing where a release is not likely, by what costs nothing to ask, and where there is no second processor to spare.</summary>
    /// <param name="projectDirectory">Absolute path; the repository is looked for from there.</param>
    public static void Begin(string projectDirectory, BuildEnvironment environment)
    {
        if (!environment.HasToken || Environment.ProcessorCount == 1 || Interlocked.Exchange(ref Begun, 1) != 0)
            return;

        var isSecure = environment.Variable(Variables.Server)?.StartsWith("http:", StringComparison.OrdinalIgnoreCase) != true;
        // Nobody awaits the task, so an exception ends there: what goes wrong is said by the real release. One after the other, because libgit2
        // and .NET begin to use the same OpenSSL here.
        _ = Task.Run(() =>
        {
            if (isSecure && OperatingSystem.IsLinux())
                ReadTrustedCertificates();
            Run(projectDirectory);
            if (isSecure)
                BeginTls();
        });
    }

    /// <returns>What the real run would return.</returns>
    public static ReleaseReport Run(string projectDirectory)
    {
        var properties = new Dictionary<string, string>
        {
            [Properties.Organization.Name] = "warm-up",
            [Properties.Projects.Name] = "warm-up",
            [Properties.Server.Name] = "http://localhost",
            [Properties.GitReader.Name] = nameof(Git.GitReaderChoice.LibGit2),
            [Properties.InitialCommits.Name] = "1",
            [Properties.MaxCommits.Name] = "1",
            [Properties.StepSummary.Name] = "false",
        };
        var environment = new BuildEnvironment(name => name == Variables.AuthToken ? "warm-up" : null, homeDirectory: null);
        var build = new BuildFacts
        {
            Application = new BuiltApplication(typeof(WarmUp).Assembly.Location),
            IsBuiltNow = true,
            DefaultReportPath = Path.Combine(projectDirectory, "warm-up"),
        };
        var steps = new ReleaseSteps
        {
            Connect = (connection, options) => new SentryClient(connection, options with { Answer = _ => Created }),
            WriteReport = (path, report) => ReportFile.WriteJson(Stream.Null, report, Path.GetDirectoryName(path)),
        };
        var report = new ReleaseCreation(build, ReleaseSettings.Read(properties, projectDirectory, environment), _ => { }) { Steps = steps }.Run();
        _ = ReleaseSummary.Of(report);
        return report;
    }

    /// <summary>Says hello to a server that hangs up, for which most of what the first connection over TLS needs is loaded and compiled.</summary>
    private static void BeginTls()
    {
        using var tls = new SslStream(new InMemoryExchange(_ => []));
        try
        {
            tls.AuthenticateAsClient("localhost");
        }
        catch (Exception end) when (end is IOException or AuthenticationException)
        {
            // No certificate comes.
        }
    }

    /// <summary>On Linux .NET does it when it first connects over TLS, which takes a tenth of a second: each has a file of its own.</summary>
    private static void ReadTrustedCertificates()
    {
        using var store = new X509Store(StoreName.Root, StoreLocation.LocalMachine);
        store.Open(OpenFlags.ReadOnly);
        _ = store.Certificates;
    }
}
