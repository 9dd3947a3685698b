namespace Sentry.Releases.Settings;

/// <summary>What surrounds the build: the environment's variables and the folders that hold configuration files.</summary>
public interface IMachine
{
    /// <returns>The variable's value, or <see langword="null"/> when it is unset or empty.</returns>
    string? Variable(string name);

    /// <summary>The user's home folder; <see langword="null"/> when there is none.</summary>
    string? HomeDirectory { get; }
}
