namespace Sentry.Releases.Settings;

/// <summary>
/// What surrounds the build: its environment variables and the user's home folder. Nothing else reads either, so a build whose
/// environment is not that of its process can hand over its own.
/// </summary>
/// <param name="variable">The value of a variable; <see langword="null"/> when it is unset.</param>
/// <param name="homeDirectory">Absolute path of the user's home folder; <see langword="null"/> when there is none.</param>
public sealed class BuildEnvironment(Func<string, string?> variable, string? homeDirectory)
{
    /// <summary>The environment of this process, which changes with it.</summary>
    public static BuildEnvironment OfProcess { get; } =
        new(Environment.GetEnvironmentVariable, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

    /// <summary>Absolute path of the user's home folder; <see langword="null"/> when there is none.</summary>
    public string? HomeDirectory { get; } = SettingText.Trimmed(homeDirectory);

    /// <returns>The variable's value, trimmed; <see langword="null"/> when it is unset or empty.</returns>
    public string? Variable(string name) => SettingText.Trimmed(variable(name));
}
