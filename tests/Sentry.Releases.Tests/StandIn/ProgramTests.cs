using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Sentry.StandIn;

namespace Sentry.Releases.Tests.StandIn;

/// <summary>The stand-in as a program of its own.</summary>
[TestClass]
public sealed class ProgramTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    [TestMethod]
    public async Task It_says_how_to_reach_it_and_answers()
    {
        using var program = Start("--token", "secret", "--org", "initech");
        try
        {
            var variables = await ReadVariablesAsync(program);
            using var http = Client(variables);

            var answer = await PostAsync(http, variables);

            Assert.AreEqual(("initech", "web,api", "secret"), (variables["ORG"], variables["PROJECT"], variables["AUTH_TOKEN"]));
            Assert.StartsWith("http://00000000000000000000000000000065@127.0.0.1:", variables["DSN"]);
            Assert.AreEqual(JsonValueKind.String, answer.GetProperty("status").ValueKind);
        }
        finally
        {
            program.Kill();
        }
    }

    [TestMethod]
    public async Task It_is_another_server_when_told_so()
    {
        using var program = Start("--like", "glitchtip");
        try
        {
            var variables = await ReadVariablesAsync(program);
            using var http = Client(variables);

            var answer = await PostAsync(http, variables);

            Assert.IsFalse(answer.TryGetProperty("status", out _));
        }
        finally
        {
            program.Kill();
        }
    }

    [TestMethod]
    [DataRow("--like", "nothing")]
    [DataRow("--help")]
    [DataRow("--port")]
    public async Task What_it_does_not_understand_it_answers_with_its_usage(params string[] arguments)
    {
        using var program = Start(arguments);

        var usage = await program.StandardError.ReadToEndAsync();
        await program.WaitForExitAsync();

        Assert.AreEqual(2, program.ExitCode);
        Assert.Contains("--like SERVER", usage);
        Assert.Contains("sentry, older-sentry, glitchtip, glitchtip-2026", usage);
    }

    private static Process Start(params string[] arguments) => Process.Start(
        new ProcessStartInfo("dotnet", [typeof(SentryStandIn).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    /// <summary>What it says to set, by the names without <c>SENTRY_</c>.</summary>
    private static async Task<Dictionary<string, string>> ReadVariablesAsync(Process program)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        var variables = new Dictionary<string, string>();
        while (!variables.ContainsKey("DSN"))
        {
            var line = await program.StandardOutput.ReadLineAsync(timeout.Token)
                ?? throw new AssertFailedException(await program.StandardError.ReadToEndAsync(timeout.Token));
            if (line.Split('=', 2) is [['S', 'E', 'N', 'T', 'R', 'Y', '_', .. var name], var value])
                variables.Add(name, value);
        }

        return variables;
    }

    private static HttpClient Client(Dictionary<string, string> variables)
    {
        var http = new HttpClient { BaseAddress = new Uri(variables["URL"]) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", variables["AUTH_TOKEN"]);
        return http;
    }

    private static async Task<JsonElement> PostAsync(HttpClient http, Dictionary<string, string> variables)
    {
        using var body = new StringContent("""{"version": "app@1", "projects": ["web"]}""", Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync($"api/0/organizations/{variables["ORG"]}/releases/", body);
        return JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
    }
}
