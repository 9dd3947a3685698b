using System.Diagnostics;
using System.Globalization;
using Sentry.Releases.Tests.Settings;

namespace Sentry.Releases.Tests.StandIn;

/// <summary>A real browser without a window, one for all tests, with a profile of its own, that lets itself be driven.</summary>
internal sealed class Chromium : IDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(1);
    private static readonly Lazy<Task<Chromium>> Shared = new(StartAsync);

    private readonly TemporaryFolder _profile = new();
    private readonly Process _process;

    private Chromium()
    {
        var start = new ProcessStartInfo(ProgramPath!, Arguments(_profile.Root))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HOME"] = _profile.Root;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Its path; <see langword="null"/> where there is none.</summary>
    public static string? ProgramPath { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);

    /// <summary>Where it lets itself be driven.</summary>
    public Uri Address { get; private set; } = null!;

    public static Task<Chromium> GetAsync() => Shared.Value;

    public static async Task EndAsync()
    {
        if (Shared.IsValueCreated)
            (await Shared.Value).Dispose();
    }

    private static async Task<Chromium> StartAsync()
    {
        var browser = new Chromium();
        try
        {
            browser.Address = new Uri($"http://127.0.0.1:{await browser.ReadPortAsync()}/");
            return browser;
        }
        catch
        {
            browser.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);

        _process.WaitForExit();
        _process.Dispose();
        _profile.Dispose();
    }

    /// <summary>It writes the port that it chose into a file of its profile.</summary>
    private async Task<int> ReadPortAsync()
    {
        var file = Path.Combine(_profile.Root, "DevToolsActivePort");
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < StartTimeout && !_process.HasExited)
        {
            if (File.Exists(file) && await File.ReadAllLinesAsync(file) is [var port, _, ..])
                return int.Parse(port, CultureInfo.InvariantCulture);

            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }

        throw new AssertFailedException($"{ProgramPath} did not start.");
    }

    /// <summary>It asks nobody but the page's server, and runs as root, too, as in containers.</summary>
    private static string[] Arguments(string profile) =>
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--no-first-run", "--hide-scrollbars", "--remote-debugging-port=0",
        $"--user-data-dir={profile}",
    ];
}

/// <summary>Ends the browser when all tests have run.</summary>
[TestClass]
public static class ChromiumEnd
{
    [AssemblyCleanup]
    public static Task EndAsync() => Chromium.EndAsync();
}

/// <summary>Leaves a test out where there is no browser.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = false)]
internal sealed class ChromiumConditionAttribute : ConditionBaseAttribute
{
    public ChromiumConditionAttribute()
        : base(ConditionMode.Include) => IgnoreMessage = "There is no Chromium: apt-get install chromium.";

    public override bool IsConditionMet => Chromium.ProgramPath is not null;

    public override string GroupName => nameof(ChromiumConditionAttribute);
}
