using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Sentry.Releases.Naming;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Publishing;

/// <summary>
/// Creates a release that goes nowhere, beside other work and once in a process, so that the first real one need not wait for what it needs to
/// be loaded and compiled. One commit of the repository is read; nothing is written, nothing connected to, and no program started
/// but git where git is to read.
/// </summary>
internal static class WarmUp
{
    /// <summary>What a response has that is read in a way of its own: escapes, dates and numbers, and headers that .NET does not know.</summary>
    private const string Release =
        """{"version":"warm\u002Dup","dateCreated":"2026-01-01T00:00:00.123456Z","commitCount":1,"projects":[{"slug":"warm-up"}]}""";

    private static byte[] Created => Encoding.ASCII.GetBytes(
        "HTTP/1.1 201 Created\r\nDate: Thu, 01 Jan 2026 00:00:00 GMT\r\nServer: warm-up\r\nContent-Type: application/json\r\n"
        + $"Content-Length: {Release.Length}\r\nVary: Accept-Language, Cookie\r\nX-Content-Type-Options: nosniff\r\nX-Warm-Up: 1\r\n\r\n{Release}");

    private static int Begun;

    /// <summary>Does nothing where a release is not likely, by what costs nothing to ask, and where there is no second processor to spare.</summary>
    /// <param name="projectDirectory">Absolute path; the repository is looked for from there.</param>
    /// <param name="gitReader">As <see cref="Properties.GitReader"/>.</param>
    public static void Begin(string projectDirectory, string gitReader, BuildEnvironment environment)
    {
        if (!environment.HasToken || Environment.ProcessorCount == 1 || Interlocked.Exchange(ref Begun, 1) != 0)
            return;

        var server = environment.Variable(Variables.Server) ?? ServerAddress.Default.OriginalString;
        var isSecure = !server.StartsWith("http:", StringComparison.OrdinalIgnoreCase);
        // Nobody awaits the task, so an exception ends there: what goes wrong is said by the real release. One after the other, because libgit2
        // and .NET begin to use the same OpenSSL here.
        _ = Task.Run(() =>
        {
            if (isSecure && OperatingSystem.IsLinux())
                ReadTrustedCertificates();
            Run(projectDirectory, gitReader, server);
            if (isSecure)
                BeginTls();

            // The first socket that is closed has 25 methods compiled.
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        });
    }

    /// <returns>What the real run would return.</returns>
    public static ReleaseReport Run(string projectDirectory, string gitReader, string server)
    {
        var properties = new Dictionary<string, string>
        {
            [Properties.Organization.Name] = "warm-up",
            [Properties.Projects.Name] = "warm-up",
            [Properties.Server.Name] = server,
            [Properties.GitReader.Name] = gitReader,
            [Properties.InitialCommits.Name] = "1",
            [Properties.MaxCommits.Name] = "1",
            [Properties.StepSummary.Name] = "false",
        };
        // Of the kind and length of an organization token, which are read and redacted in ways of their own.
        var token = $"sntrys_{Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"iat":1.5,"url":"{{server}}","org":"warm-up"}"""))}_{new string('x', 43)}";
        var environment = new BuildEnvironment(name => name == Variables.AuthToken ? token : null, homeDirectory: null);
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

    /// <summary>
    /// On Linux .NET does it when it first connects over TLS, which takes a tenth of a second: each has a file of its own. One is then judged
    /// as the server's will be.
    /// </summary>
    private static void ReadTrustedCertificates()
    {
        using var store = new X509Store(StoreName.Root, StoreLocation.LocalMachine);
        store.Open(OpenFlags.ReadOnly);
        if (store.Certificates is not [var certificate, ..])
            return;

        using var chain = new X509Chain { ChainPolicy = { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true } };
        chain.Build(certificate);
    }
}
