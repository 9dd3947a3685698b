using Sentry.Releases.MSBuild.Tests.Infrastructure;

namespace Sentry.Releases.MSBuild.Tests.Documentation;

/// <summary>A clone of a project's repository as a CI service makes one, and the shell in which its steps run.</summary>
internal sealed class Checkout
{
    private const string Token = "SENTRY_AUTH_TOKEN";

    private readonly TestProject _origin;

    private Checkout(TestProject origin, string directory)
    {
        _origin = origin;
        Directory = directory;
    }

    public string Directory { get; }

    /// <param name="origin">Whose repository is cloned.</param>
    /// <param name="isWhole">Whether all commits are fetched; else the last one is.</param>
    /// <param name="hasTags">Whether tags are.</param>
    /// <param name="filter">What is left out of a partial clone; <see langword="null"/> for nothing.</param>
    public static async Task<Checkout> CloneAsync(TestProject origin, bool isWhole, bool hasTags = true, string? filter = null)
    {
        var directory = Path.Combine(origin.SolutionDirectory, "checkout");
        await origin.GitAsync("config", "uploadpack.allowFilter", "true");
        string?[] options = [isWhole ? null : "--depth=1", hasTags ? null : "--no-tags", filter is null ? null : $"--filter={filter}"];
        await origin.GitAsync(["clone", "--quiet", .. options.OfType<string>(), $"file://{origin.Directory}", directory]);
        return new Checkout(origin, directory);
    }

    /// <summary>Runs a step's script as services do, which stop at the first command that fails.</summary>
    /// <param name="script">The script.</param>
    /// <param name="token">What the step has in its environment as the token; <see langword="null"/> for none.</param>
    public Task<CommandResult> RunAsync(string script, string? token) => Shell.RunAsync(script, Directory, Environment(token));

    private Dictionary<string, string> Environment(string? token)
    {
        var environment = new Dictionary<string, string>(_origin.Environment) { ["CI"] = "true" };
        environment.Remove(Token);
        if (token is not null)
            environment[Token] = token;

        return environment;
    }
}
