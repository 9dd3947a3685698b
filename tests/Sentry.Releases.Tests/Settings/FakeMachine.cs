using Sentry.Releases.Settings;

namespace Sentry.Releases.Tests.Settings;

/// <summary>A machine with the variables and the home directory that a test gives it.</summary>
internal sealed class FakeMachine : IMachine
{
    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    public string? HomeDirectory { get; set; }

    public string? Variable(string name) => Variables.TryGetValue(name, out var value) && value.Length > 0 ? value : null;
}
