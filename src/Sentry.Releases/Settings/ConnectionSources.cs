using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.Settings;

/// <summary>A setting's text and where it was found, in words for a message.</summary>
internal sealed record SourcedText(string Text, string Source);

/// <summary>The places where a connection's settings are looked for, in their order: property, environment, <c>.sentryclirc</c>.</summary>
internal sealed class ConnectionSources(
    IReadOnlyDictionary<string, string> properties, string projectDirectory, IMachine machine, Action<Diagnostic> report)
{
    /// <summary>The files that hold for the project, the nearer first.</summary>
    public IReadOnlyList<SentryCliRc> Files { get; } = SentryCliRcFinder.Find(projectDirectory, machine.HomeDirectory, report);

    public PropertyReader Properties { get; } = new(properties, projectDirectory, report);

    public SourcedText? Organization => Find(PropertyNames.Organization, EnvironmentNames.Organization, file => file.Organization);

    public SourcedText? Projects => Find(PropertyNames.Projects, EnvironmentNames.Projects, file => file.Projects);

    public SourcedText? Server => Find(PropertyNames.Server, EnvironmentNames.Server, file => file.Url);

    public SourcedText? Variable(string name) =>
        SettingText.Trimmed(machine.Variable(name)) is { } text ? new SourcedText(text, "the environment variable " + name) : null;

    public static string Describe(SentryCliRc file) => Quoted.Of(file.FilePath);

    private SourcedText? Find(string property, string variable, Func<SentryCliRc, string?> ofFile)
    {
        if (Properties.Text(property) is { } text)
            return new SourcedText(text, "the property " + property);

        if (Variable(variable) is { } found)
            return found;

        var file = Files.FirstOrDefault(file => ofFile(file) is not null);
        return file is null ? null : new SourcedText(ofFile(file)!, Describe(file));
    }
}
