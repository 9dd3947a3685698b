namespace Sentry.Releases.Settings;

/// <summary>The machine and the environment that this process runs in.</summary>
public sealed class ProcessMachine : IMachine
{
    /// <inheritdoc/>
    public string? Variable(string name) => NullWhenEmpty(Environment.GetEnvironmentVariable(name));

    /// <inheritdoc/>
    public string? HomeDirectory => NullWhenEmpty(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

    private static string? NullWhenEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
