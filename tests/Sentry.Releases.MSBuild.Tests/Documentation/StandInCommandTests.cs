using System.Diagnostics;
using Sentry.Releases.MSBuild.Tests.Infrastructure;

namespace Sentry.Releases.MSBuild.Tests.Documentation;

/// <summary>The command by which the README lets people look around in the stand-in.</summary>
[TestClass]
public sealed class StandInCommandTests
{
    [TestMethod]
    public async Task It_says_how_to_reach_it_and_shows_its_page()
    {
        var command = new Document("README.md").Snippets.Select(snippet => snippet.Text)
            .Single(text => text.StartsWith("dotnet run --project ", StringComparison.Ordinal));
        var start = new ProcessStartInfo("dotnet", [.. command.Split(' ')[1..], "--no-build", "-c", Package.Configuration])
        {
            WorkingDirectory = Package.RepositoryRoot,
            RedirectStandardOutput = true,
        };
        using var standIn = Process.Start(start)!;
        try
        {
            var said = new Dictionary<string, string>();
            while (said.Count < 4 && await standIn.StandardOutput.ReadLineAsync() is { } line)
            {
                if (line.Split('=', 2) is [var name, var value])
                    said[name] = value;
            }

            using var client = new HttpClient();
            Assert.Contains("Releases of", await client.GetStringAsync(new Uri(said["SENTRY_URL"])));
            Assert.AreEqual("SENTRY_URL SENTRY_ORG SENTRY_PROJECT SENTRY_AUTH_TOKEN", string.Join(' ', said.Keys));
        }
        finally
        {
            standIn.Kill(entireProcessTree: true);
        }
    }
}
