using Sentry.Releases.Diagnostics;
using Sentry.Releases.Git;
using Sentry.Releases.Naming;

namespace Sentry.Releases.Settings;

/// <summary>The values of all <see cref="Properties"/>, and of the environment variables that stand in for some of them.</summary>
internal sealed class ReleaseSettings
{
    private readonly IReadOnlyDictionary<string, string> _texts;
    private readonly Dictionary<string, object> _values = new(StringComparer.Ordinal);
    private readonly List<Diagnostic> _invalid = [];

    private ReleaseSettings(IReadOnlyDictionary<string, string> properties, string projectDirectory, BuildEnvironment environment)
    {
        _texts = properties;
        ProjectDirectory = projectDirectory;
        Environment = environment;
    }

    /// <summary>
    /// Whether a failure fails the build: <c>SentryReleaseFailure</c> is <c>Error</c>, and the environment's <c>SENTRY_ALLOW_FAILURE</c> is
    /// not <c>true</c> or <c>1</c>. Known even when other properties are not valid: that is a failure, too.
    /// </summary>
    public bool FailureIsError => Get(Properties.Failure) == FailureLevel.Error
        && Environment.Variable(Variables.AllowFailure)?.ToUpperInvariant() is not ("TRUE" or "1");

    /// <summary>Absolute path that relative paths and the search for <c>.sentryclirc</c> start from.</summary>
    internal string ProjectDirectory { get; }

    /// <summary>Where variables are looked up.</summary>
    internal BuildEnvironment Environment { get; }

    /// <summary>Whether nobody watches the build: a CI service runs it, or <c>ContinuousIntegrationBuild</c> says so.</summary>
    internal bool IsUnattended => IsTrue(Properties.OfTheBuild.ContinuousIntegration) || CiServices.IsUnattended(Environment);

    /// <summary>Whether the property of Sentry's SDK that may hold the token is set. This package does not read it.</summary>
    internal bool IsTokenInSdkProperty => IsTrue(Properties.OfTheBuild.TokenInSdkProperty);

    /// <summary><c>SentryRelease</c>, else the environment's <c>SENTRY_RELEASE</c>.</summary>
    internal ReleaseName? GivenName =>
        Get(Properties.Release) is { } release ? new ReleaseName(release, ReleaseNameSource.Given)
        : Environment.Variable(Variables.Release) is { } variable ? new ReleaseName(variable, ReleaseNameSource.Environment)
        : null;

    /// <summary>
    /// The given name that the assembly can carry as its informational version: Sentry's SDK reports a version with an <c>@</c> in it as
    /// it is.
    /// </summary>
    public string? EmbeddedName => GivenName is { Value: var name } && name.Contains('@', StringComparison.Ordinal) ? name : null;

    /// <summary>Which commits of which repository are asked for.</summary>
    internal HistoryQuery History => new()
    {
        Directory = Get(Properties.GitDirectory) ?? ProjectDirectory,
        Reader = Get(Properties.GitReader),
        Revision = Get(Properties.Revision),
        PreviousRevision = DeployedTo is null ? Get(Properties.PreviousRevision) : null,
        TagPatterns = Get(Properties.TagPattern),
        TagExcludes = Get(Properties.TagExclude),
        PrereleaseTags = Get(Properties.PrereleaseTags),
        Paths = Get(Properties.Paths),
        InitialCommits = Get(Properties.InitialCommits),
        MaxCommits = Get(Properties.MaxCommits),
        ChangedFiles = Get(Properties.ChangedFiles),
    };

    /// <summary>The environment whose newest release is the base; <see langword="null"/> unless one is asked for.</summary>
    internal string? DeployedTo =>
        Get(Properties.PreviousRevision) is { } text && text.StartsWith(ValueKind.DeployedPrefix, StringComparison.Ordinal)
            ? text[ValueKind.DeployedPrefix.Length..].Trim()
            : null;

    /// <param name="properties">MSBuild's properties by name; empty and missing ones are unset, those not in the table ignored.</param>
    /// <param name="projectDirectory">Absolute path that relative paths start from.</param>
    /// <param name="environment">Where variables are looked up.</param>
    public static ReleaseSettings Read(
        IReadOnlyDictionary<string, string> properties, string projectDirectory, BuildEnvironment environment)
    {
        var settings = new ReleaseSettings(properties, projectDirectory, environment);
        foreach (var property in Properties.All)
            settings.Parse(property);

        settings.DemandDeployEnvironment();
        return settings;
    }

    /// <summary>Reports SRM1005 for each property that is not valid, which is read as unset.</summary>
    /// <returns>Whether all properties are valid.</returns>
    internal bool Check(Action<Diagnostic> report)
    {
        _invalid.ForEach(report);
        return _invalid.Count == 0;
    }

    /// <summary>Whether a property has a valid value of its own.</summary>
    internal bool IsSet(Property property) => _values.ContainsKey(property.Name);

    /// <summary>A property's value, or what holds when it is unset.</summary>
    internal T Get<T>(Property<T> property) => _values.TryGetValue(property.Name, out var value) ? (T)value : property.Unset;

    /// <returns>The property's text, trimmed; <see langword="null"/> when it is unset.</returns>
    internal string? Text(Property property) => Text(property.Name);

    /// <summary>SRM1005 for a property.</summary>
    internal static Diagnostic InvalidValue(Property property, string reason) =>
        new(DiagnosticCodes.InvalidSetting, Severity.Error, $"{property} {reason}");

    private string? Text(string name) => _texts.TryGetValue(name, out var text) ? SettingText.Trimmed(text) : null;

    private bool IsTrue(string name) => string.Equals(Text(name), "true", StringComparison.OrdinalIgnoreCase);

    private void Parse(Property property)
    {
        if (Text(property) is not { } text)
            return;

        if (property.Kind.Parse(text, ProjectDirectory) is not { } value)
            Refuse(property, $"is {SettingText.Quoted(text)}, which is not valid. Accepted is {property.Kind.Accepted}.");
        else if (value is not IReadOnlyList<string> { Count: 0 })
            _values[property.Name] = value;
    }

    private void DemandDeployEnvironment()
    {
        if (Get(Properties.DeployEnvironment) is not null)
            return;

        Property[] details = [Properties.DeployName, Properties.DeployUrl, Properties.DeployStarted, Properties.DeployFinished];
        foreach (var detail in details)
        {
            if (Text(detail) is not null)
                Refuse(detail, $"is set, but no deploy is recorded without {Properties.DeployEnvironment}. Set both or neither.");
        }
    }

    private void Refuse(Property property, string reason) => _invalid.Add(InvalidValue(property, reason));
}
