using System.Diagnostics;
using Sentry.Releases.Tests.Settings;

namespace Sentry.Releases.Tests.StandIn;

/// <summary>A real browser without a window, started anew for each page, with a profile of its own.</summary>
internal static class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Its path; <see langword="null"/> where there is none.</summary>
    public static string? Path { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
            .SelectMany(folder => Names.Select(name => System.IO.Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);

    /// <summary>The document that the browser has made of a page, after its scripts, if any, have run.</summary>
    public static async Task<string> ReadAsync(Uri page)
    {
        using var profile = new TemporaryFolder();
        var start = new ProcessStartInfo(Path!, [.. Arguments(profile.Root), "--dump-dom", page.AbsoluteUri])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HOME"] = profile.Root;
        using var browser = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            var errors = browser.StandardError.ReadToEndAsync(timeout.Token);
            var document = await browser.StandardOutput.ReadToEndAsync(timeout.Token);
            await browser.WaitForExitAsync(timeout.Token);
            Assert.AreEqual(0, browser.ExitCode, await errors);
            return document;
        }
        finally
        {
            if (!browser.HasExited)
                browser.Kill(entireProcessTree: true);
        }
    }

    /// <summary>It asks nobody but the page's server, and runs as root, too, as in containers.</summary>
    private static string[] Arguments(string profile) =>
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--no-first-run", $"--user-data-dir={profile}",
    ];
}

/// <summary>Leaves a test out where there is no browser.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = false)]
internal sealed class ChromiumConditionAttribute : ConditionBaseAttribute
{
    public ChromiumConditionAttribute()
        : base(ConditionMode.Include) => IgnoreMessage = "There is no Chromium: apt-get install chromium.";

    public override bool IsConditionMet => Chromium.Path is not null;

    public override string GroupName => nameof(ChromiumConditionAttribute);
}
