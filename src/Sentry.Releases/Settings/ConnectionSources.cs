using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.Settings;

/// <summary>A setting's text and where it was found, in words for a message.</summary>
internal sealed record SourcedText(string Text, string Source);

/// <summary>
/// The places where a connection's settings are looked for, in their order: property, environment variable, the nearest
/// <c>.sentryclirc</c> that belongs to the project, the one in the home directory.
/// </summary>
internal sealed class ConnectionSources
{
    /// <param name="settings">The properties and the environment.</param>
    /// <param name="report">Gets SRM1005 for a file that cannot be used, as <see cref="SentryCliRc.Read"/> says.</param>
    public ConnectionSources(ReleaseSettings settings, Action<Diagnostic> report)
    {
        Settings = settings;
        Boundary = FindBoundary(settings.ProjectDirectory);
        var home = settings.Environment.HomeDirectory is { } directory ? Existing(directory) : null;
        var (own, outside) = FindNearest(settings.ProjectDirectory, Boundary);
        string?[] used = [own, home];
        Files = [.. used.OfType<string>().Distinct(StringComparer.Ordinal).Select(path => SentryCliRc.Read(path, report)).OfType<SentryCliRc>()];
        if (outside is not null && outside != home && SentryCliRc.Read(outside, _ => { }) is { HasSettings: true } file)
            Outside = file;
    }

    public ReleaseSettings Settings { get; }

    /// <summary>The outermost folder whose <c>.sentryclirc</c> belongs to the project.</summary>
    public string Boundary { get; }

    /// <summary>The files that are used, the nearer first.</summary>
    public IReadOnlyList<SentryCliRc> Files { get; }

    /// <summary>
    /// The nearest file above <see cref="Boundary"/>, where none is within: whoever can write there could choose the server that gets the
    /// token, so it is not used.
    /// </summary>
    public SentryCliRc? Outside { get; }

    public SourcedText? Organization => Find(Properties.Organization, Variables.Organization, file => file.Organization);

    public SourcedText? Projects => Find(Properties.Projects, Variables.Projects, file => file.Projects);

    public SourcedText? Server => Find(Properties.Server, Variables.Server, file => file.Url);

    public SourcedText? Variable(string name) =>
        Settings.Environment.Variable(name) is { } text ? new SourcedText(text, "the environment variable " + name) : null;

    public static string Describe(SentryCliRc file) => SettingText.Quoted(file.FilePath);

    private SourcedText? Find(Property property, string variable, Func<SentryCliRc, string?> ofFile)
    {
        if (Settings.Text(property) is { } text)
            return new SourcedText(text, "the property " + property.Name);

        if (Variable(variable) is { } found)
            return found;

        var file = Files.FirstOrDefault(file => ofFile(file) is not null);
        return file is null ? null : new SourcedText(ofFile(file)!, Describe(file));
    }

    /// <returns>The root of the innermost repository, else the nearest folder of a solution, else the project's own folder.</returns>
    private static string FindBoundary(string projectDirectory) =>
        Upwards(projectDirectory).FirstOrDefault(folder => Path.Exists(Path.Combine(folder, ".git")))
        ?? Upwards(projectDirectory).FirstOrDefault(HasSolution)
        ?? Upwards(projectDirectory).First();

    /// <summary><c>*.sln*</c> is <c>.slnx</c>, too.</summary>
    private static bool HasSolution(string folder)
    {
        try
        {
            return File.Exists(Path.Combine(folder, "Directory.Build.props"))
                || Directory.EnumerateFiles(folder, "*.sln*").Any(file => Path.GetExtension(file) is ".sln" or ".slnx");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static (string? Own, string? Outside) FindNearest(string projectDirectory, string boundary)
    {
        var isWithin = true;
        foreach (var folder in Upwards(projectDirectory))
        {
            if (Existing(folder) is { } path)
                return isWithin ? (path, null) : (null, path);

            isWithin &= folder != boundary;
        }

        return (null, null);
    }

    private static IEnumerable<string> Upwards(string directory)
    {
        for (var folder = new DirectoryInfo(directory); folder is not null; folder = folder.Parent)
            yield return Path.TrimEndingDirectorySeparator(folder.FullName);
    }

    /// <summary>Whatever bears the name, also a link that leads nowhere: it was meant to be read.</summary>
    private static string? Existing(string directory)
    {
        var file = new FileInfo(Path.Combine(directory, SentryCliRc.FileName));
        return Path.Exists(file.FullName) || file.LinkTarget is not null ? file.FullName : null;
    }
}
