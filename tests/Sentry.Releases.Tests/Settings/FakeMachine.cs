using Sentry.Releases.Settings;

namespace Sentry.Releases.Tests.Settings;

/// <summary>A machine with the variables and the home directory that a test gives it.</summary>
internal sealed class FakeMachine
{
    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    public string? HomeDirectory { get; set; }

    /// <summary>A variable that cannot be read.</summary>
    public string? Failing { get; set; }

    public BuildEnvironment Environment => new(Variable, HomeDirectory);

    private string? Variable(string name) =>
        name == Failing ? throw new InvalidOperationException($"{name} cannot be read.") : Variables.GetValueOrDefault(name);
}
