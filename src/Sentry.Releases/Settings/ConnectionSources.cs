using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.Settings;

/// <summary>A setting's text and where it was found, in words for a message.</summary>
internal sealed record SourcedText(string Text, string Source);

/// <summary>The places where a connection's settings are looked for, in their order: property, environment, <c>.sentryclirc</c>.</summary>
internal sealed class ConnectionSources(ReleaseSettings settings, Action<Diagnostic> report)
{
    /// <summary>The files that hold for the project, the nearer first.</summary>
    public IReadOnlyList<SentryCliRc> Files { get; } = 
        SentryCliRcFinder.Find(settings.ProjectDirectory, settings.Environment.HomeDirectory, report);

    public ReleaseSettings Settings => settings;

    public SourcedText? Organization => Find(Properties.Organization, EnvironmentNames.Organization, file => file.Organization);

    public SourcedText? Projects => Find(Properties.Projects, EnvironmentNames.Projects, file => file.Projects);

    public SourcedText? Server => Find(Properties.Server, EnvironmentNames.Server, file => file.Url);

    public SourcedText? Variable(string name) =>
        settings.Environment.Variable(name) is { } text ? new SourcedText(text, "the environment variable " + name) : null;

    public static string Describe(SentryCliRc file) => Quoted.Of(file.FilePath);

    private SourcedText? Find(Property property, string variable, Func<SentryCliRc, string?> ofFile)
    {
        if (settings.Text(property) is { } text)
            return new SourcedText(text, "the property " + property.Name);

        if (Variable(variable) is { } found)
            return found;

        var file = Files.FirstOrDefault(file => ofFile(file) is not null);
        return file is null ? null : new SourcedText(ofFile(file)!, Describe(file));
    }
}
