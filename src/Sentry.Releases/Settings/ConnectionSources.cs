using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.Settings;

/// <summary>A setting's text and where it was found, in words for a message.</summary>
internal sealed record SourcedText(string Text, string Source)
{
    /// <returns>SRM1005, which says what is wrong with the setting, or odd.</returns>
    public Diagnostic Invalid(string setting, string reason, Severity severity = Severity.Error) =>
        new(DiagnosticCodes.InvalidSetting, severity, $"The {setting} {SettingText.Quoted(Text)} from {Source} {reason}");
}

/// <summary>
/// The places where a connection's settings are looked for, in their order: property, environment variable, the nearest
/// <c>.sentryclirc</c> that belongs to the project, the one in the home directory.
/// </summary>
internal sealed class ConnectionSources
{
    private readonly List<SentryCliRc> _files = [];

    /// <param name="settings">The properties and the environment.</param>
    /// <param name="report">Gets SRM1005 for a file that cannot be used.</param>
    public ConnectionSources(ReleaseSettings settings, Action<Diagnostic> report)
    {
        Settings = settings;
        var folders = Upwards(settings.ProjectDirectory);
        ProjectRoot = folders.Find(folder => Path.Exists(Path.Combine(folder, ".git"))) ?? folders.Find(HasSolution) ?? folders[0];
        var home = settings.Environment.HomeDirectory is { } directory ? Existing(directory) : null;
        var nearest = folders.Select(Existing).FirstOrDefault(file => file is not null);
        if (nearest is not null && nearest != home)
        {
            // Both are above the project, so the longer path is the nearer one.
            if (Path.GetDirectoryName(nearest)!.Length >= ProjectRoot.Length)
                Add(nearest, report);
            else if (SentryCliRc.Read(nearest, _ => { }) is { HasSettings: true } file)
                Outside = file;
        }

        if (home is not null)
            Add(home, report);
    }

    public ReleaseSettings Settings { get; }

    /// <summary>
    /// The outermost folder whose <c>.sentryclirc</c> belongs to the project: the root of the innermost repository, else the nearest
    /// folder of a solution, else the project's own.
    /// </summary>
    public string ProjectRoot { get; }

    /// <summary>
    /// The nearest file above <see cref="ProjectRoot"/>, where none is within: whoever can write there could choose the server that gets
    /// the token, so it is not used.
    /// </summary>
    public SentryCliRc? Outside { get; }

    /// <summary>The nearest file that is used and holds a token.</summary>
    public SentryCliRc? TokenFile => _files.Find(file => file.Token is not null);

    public SourcedText? Organization => Find(Properties.Organization, Variables.Organization, file => file.Organization);

    public SourcedText? Projects => Find(Properties.Projects, Variables.Projects, file => file.Projects);

    public SourcedText? Server => Find(Properties.Server, Variables.Server, file => file.Url);

    private void Add(string path, Action<Diagnostic> report)
    {
        if (SentryCliRc.Read(path, report) is { } file)
            _files.Add(file);
    }

    private SourcedText? Find(Property property, string variable, Func<SentryCliRc, string?> ofFile)
    {
        if (Settings.Text(property) is { } text)
            return new SourcedText(text, "the property " + property);

        return Settings.Environment.Find(variable)
            ?? _files.Select(file => ofFile(file) is { } value ? new SourcedText(value, file.ToString()) : null)
                .FirstOrDefault(found => found is not null);
    }

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

    private static List<string> Upwards(string directory)
    {
        var folders = new List<string>();
        for (var folder = new DirectoryInfo(directory); folder is not null; folder = folder.Parent)
            folders.Add(Path.TrimEndingDirectorySeparator(folder.FullName));

        return folders;
    }

    /// <summary>Whatever bears the name, also a link that leads nowhere: it was meant to be read.</summary>
    private static string? Existing(string directory)
    {
        var file = new FileInfo(Path.Combine(directory, SentryCliRc.FileName));
        return Path.Exists(file.FullName) || file.LinkTarget is not null ? file.FullName : null;
    }
}
