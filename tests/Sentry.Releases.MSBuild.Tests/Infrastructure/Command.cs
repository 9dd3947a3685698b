using System.Diagnostics;
using System.Text;

namespace Sentry.Releases.MSBuild.Tests.Infrastructure;

/// <summary>A child process that ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to standard output and standard error.</param>
internal sealed record CommandResult(int ExitCode, string Output)
{
    /// <summary>The lines that speak of the package, each once: a build's summary repeats its warnings.</summary>
    public IReadOnlyList<string> Lines(string part) =>
        [.. Output.Split('\n').Select(line => line.Trim()).Where(line => line.Contains(part, StringComparison.Ordinal)).Distinct()];

    public CommandResult Succeeded()
    {
        Assert.AreEqual(0, ExitCode, Output);
        return this;
    }
}

/// <summary>Runs child processes in a surrounding that no developer's or CI's settings leak into.</summary>
internal static class Command
{
    private static readonly string[] Leaking = ["SENTRY_", "GIT_", "GITHUB_", "CI", "TF_BUILD", "MSBUILD", "BUILD_"];

    public static async Task<CommandResult> RunAsync(
        string program,
        IEnumerable<string> arguments,
        string directory,
        IReadOnlyDictionary<string, string>? environment = null,
        Action<Process>? started = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        foreach (var name in start.Environment.Keys.Where(name => Leaking.Any(part => name.StartsWith(part, StringComparison.Ordinal))).ToList())
            start.Environment.Remove(name);

        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        // Code that runs once is not worth being optimized by its profile.
        start.Environment["DOTNET_TieredPGO"] = "0";
        // Starting a compiler for each of the many small builds would cost more than all the rest of them.
        start.Environment["UseSharedCompilation"] = "true";
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        started?.Invoke(process);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new CommandResult(process.ExitCode, await output + await error);
    }
}
