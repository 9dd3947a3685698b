using Sentry.Releases.Diagnostics;
using Sentry.Releases.Git;

namespace Sentry.Releases.Settings;

/// <summary>Reads every property but those of the connection, which <see cref="ConnectionReader"/> reads.</summary>
public static class SettingsReader
{
    private const int LongestTimeout = 3600;

    /// <param name="properties">Properties by <see cref="PropertyNames"/>; empty and missing ones are unset, unknown ones ignored.</param>
    /// <param name="projectDirectory">Absolute path that relative paths start from.</param>
    /// <param name="machine">Where variables are looked up.</param>
    /// <param name="report">Gets one SRM1005 for every property that is not valid.</param>
    /// <returns>The settings; <see langword="null"/> when a property is not valid.</returns>
    public static ReleaseSettings? Read(
        IReadOnlyDictionary<string, string> properties, string projectDirectory, IMachine machine, Action<Diagnostic> report)
    {
        var reader = new PropertyReader(properties, projectDirectory, report);
        var defaults = new ReleaseSettings { History = DefaultHistory(projectDirectory) };
        var settings = new ReleaseSettings
        {
            Release = reader.Text(PropertyNames.Release) ?? SettingText.Trimmed(machine.Variable(EnvironmentNames.Release)),
            Enabled = reader.Boolean(PropertyNames.Enabled, defaults.Enabled),
            On = reader.Flags(PropertyNames.On, defaults.On),
            CommitSource = reader.Choice(PropertyNames.CommitSource, defaults.CommitSource),
            History = History(reader, defaults.History),
            Repository = reader.Text(PropertyNames.Repository),
            Finalize = reader.Boolean(PropertyNames.Finalize, defaults.Finalize),
            DateReleased = reader.Date(PropertyNames.DateReleased),
            Url = reader.Url(PropertyNames.Url),
            Ref = reader.Text(PropertyNames.Ref),
            Deploy = Deploy(reader),
            FailureIsError = FailureIsError(reader, machine),
            Timeout = TimeSpan.FromSeconds(
                reader.Integer(PropertyNames.Timeout, (int)defaults.Timeout.TotalSeconds, 1, LongestTimeout)),
            DryRun = reader.Boolean(PropertyNames.DryRun, defaults.DryRun),
            Verify = reader.Boolean(PropertyNames.Verify, defaults.Verify),
            Report = reader.FullPath(PropertyNames.Report),
            Embed = reader.Boolean(PropertyNames.Embed, defaults.Embed),
            SdkTakeover = reader.Boolean(PropertyNames.SdkTakeover, defaults.SdkTakeover),
            Query = reader.Text(PropertyNames.Query),
            Status = reader.Choice(PropertyNames.Status, defaults.Status),
            Limit = reader.Integer(PropertyNames.Limit, defaults.Limit, 1),
        };
        return reader.Failed ? null : settings;
    }

    /// <summary><see cref="ReleaseSettings.FailureIsError"/>, also when other properties are not valid: that is a failure too.</summary>
    /// <returns><see langword="false"/> when <c>SentryReleaseFailure</c> itself is not valid.</returns>
    public static bool FailureIsError(IReadOnlyDictionary<string, string> properties, IMachine machine) =>
        FailureIsError(new PropertyReader(properties, "", _ => { }), machine);

    /// <summary><see cref="ReleaseSettings.Report"/>, also when other properties are not valid: that run has a report too.</summary>
    public static string? Report(IReadOnlyDictionary<string, string> properties, string projectDirectory) =>
        new PropertyReader(properties, projectDirectory, _ => { }).FullPath(PropertyNames.Report);

    private static bool FailureIsError(PropertyReader reader, IMachine machine) =>
        reader.Choice(PropertyNames.Failure, FailureLevel.Warning) is FailureLevel.Error && !AllowsFailure(machine);

    private static bool AllowsFailure(IMachine machine) =>
        SettingText.Trimmed(machine.Variable(EnvironmentNames.AllowFailure)) is { } allow
        && (allow == "1" || string.Equals(allow, "true", StringComparison.OrdinalIgnoreCase));

    private static HistoryQuery DefaultHistory(string projectDirectory) => new()
    {
        Directory = projectDirectory,
        Reader = GitReaderChoice.Auto,
        Revision = null,
        PreviousRevision = null,
        TagPatterns = ["*"],
        TagExcludes = [],
        PrereleaseTags = PrereleaseTags.Count,
        Paths = [],
        InitialCommits = 20,
        MaxCommits = 1000,
        ChangedFiles = true,
    };

    private static HistoryQuery History(PropertyReader reader, HistoryQuery defaults) => new()
    {
        Directory = reader.ExistingDirectory(PropertyNames.GitDirectory) ?? defaults.Directory,
        Reader = reader.Choice(PropertyNames.GitReader, defaults.Reader),
        Revision = reader.Text(PropertyNames.Revision),
        PreviousRevision = reader.Text(PropertyNames.PreviousRevision),
        TagPatterns = reader.List(PropertyNames.TagPattern, defaults.TagPatterns),
        PrereleaseTags = defaults.PrereleaseTags,
        TagExcludes = reader.List(PropertyNames.TagExclude, defaults.TagExcludes),
        Paths = reader.List(PropertyNames.Paths, defaults.Paths),
        InitialCommits = reader.Integer(PropertyNames.InitialCommits, defaults.InitialCommits, 0),
        MaxCommits = reader.Integer(PropertyNames.MaxCommits, defaults.MaxCommits, 0),
        ChangedFiles = reader.Boolean(PropertyNames.ChangedFiles, defaults.ChangedFiles),
    };

    private static DeploySettings? Deploy(PropertyReader reader)
    {
        var deploy = new DeploySettings(
            reader.Text(PropertyNames.DeployEnvironment) ?? "",
            reader.Text(PropertyNames.DeployName),
            reader.Url(PropertyNames.DeployUrl),
            reader.Date(PropertyNames.DeployStarted),
            reader.Date(PropertyNames.DeployFinished));
        if (deploy.Environment.Length > 0)
            return deploy;

        string[] details = [PropertyNames.DeployName, PropertyNames.DeployUrl, PropertyNames.DeployStarted, PropertyNames.DeployFinished];
        foreach (var name in details.Where(name => reader.Text(name) is not null))
            reader.Invalid(name, $"is set, but no deploy is recorded without {PropertyNames.DeployEnvironment}. Set both or neither.");

        return null;
    }

    private enum FailureLevel
    {
        Warning,
        Error,
    }
}
