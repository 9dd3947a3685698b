using System.Globalization;
using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Settings;

/// <summary>An MSBuild property of the package: a row of the table <see cref="Properties"/>.</summary>
internal abstract class Property(string name, string meaning, ValueKind kind)
{
    public string Name => name;

    /// <summary>What the property does, in Markdown.</summary>
    public string Meaning => meaning;

    /// <summary>What holds when the property is unset, in Markdown.</summary>
    public abstract string Default { get; }

    public ValueKind Kind => kind;

    public override string ToString() => name;
}

/// <summary>A property whose parsed value is a <typeparamref name="T"/>.</summary>
internal sealed class Property<T>(string name, ValueKind kind, T unset, string? @default, string meaning) : Property(name, meaning, kind)
{
    /// <summary>The value when the property is unset.</summary>
    public readonly T Unset = unset;

    public override string Default => @default ?? Unset switch
    {
        true => "`true`",
        false => "`false`",
        TimeSpan time => string.Create(CultureInfo.InvariantCulture, $"`{time.TotalSeconds}`"),
        _ => string.Create(CultureInfo.InvariantCulture, $"`{Unset}`"),
    };
}

/// <summary>How the text of a property is read.</summary>
/// <param name="accepted">What is accepted, in words for a message.</param>
/// <param name="parse">
/// The value of a text that is trimmed and not empty, for a project in a folder; <see langword="null"/> when it is not valid.
/// </param>
internal sealed class ValueKind(Func<string> accepted, Func<string, string, object?> parse)
{
    /// <summary>What precedes an environment whose newest release is the base.</summary>
    public const string DeployedPrefix = "deployed:";

    /// <summary>ISO 8601. <c>K</c> is <c>Z</c>, an offset, or nothing.</summary>
    private static readonly string[] DateFormats =
        ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public static readonly ValueKind Text = new(() => "any text", (text, _) => text);

    public static readonly ValueKind Boolean = new(() => "true or false", (text, _) => bool.TryParse(text, out var value) ? value : null);

    /// <summary>Entries separated by <c>;</c>, trimmed, each once, none empty. No entry at all is unset.</summary>
    public static readonly ValueKind List = new(() => "a list separated by ;", (text, _) => SettingText.Entries(text, ';'));

    /// <summary>In UTC when it has no offset.</summary>
    public static readonly ValueKind Date = new(
        () => "an ISO 8601 date such as 2026-01-31 or 2026-01-31T12:00:00Z",
        (text, _) => DateTimeOffset.TryParseExact(
            text, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null);

    public static readonly ValueKind Url = new(() => ServerAddress.Accepted, (text, _) => ServerAddress.HttpUrl(text));

    /// <summary>A revision, or an environment after <see cref="DeployedPrefix"/>.</summary>
    public static readonly ValueKind PreviousRevision = new(
        () => $"a revision, or {DeployedPrefix} and the name of an environment",
        (text, _) => text == DeployedPrefix ? null : text);

    /// <summary>A path, made absolute against the project's directory. Nothing needs to be there.</summary>
    public static readonly ValueKind FilePath = new(() => "a path", FullPath);

    public static readonly ValueKind Directory = new(
        () => "an existing directory, absolute or relative to the project's",
        (text, folder) => FullPath(text, folder) is { } path && System.IO.Directory.Exists(path) ? path : null);

    public string Accepted => accepted();

    public static ValueKind AtLeast(int minimum) => new(
        () => string.Create(CultureInfo.InvariantCulture, $"a whole number, {minimum} or more"),
        (text, _) => Number(text) is { } value && value >= minimum ? value : null);

    /// <summary>Whole seconds, at least 1.</summary>
    public static ValueKind Seconds(int maximum) => new(
        () => string.Create(CultureInfo.InvariantCulture, $"a whole number of seconds, from 1 to {maximum}"),
        (text, _) => Number(text) is { } value && value >= 1 && value <= maximum ? TimeSpan.FromSeconds(value) : null);

    /// <summary>One of an enumeration's names, in any case.</summary>
    public static ValueKind Choice(Type enumeration) => new(
        () => "one of " + string.Join(", ", Enum.GetNames(enumeration)),
        (text, _) => Array.Find(Enum.GetNames(enumeration), name => IsSame(name, text)) is { } name ? Enum.Parse(enumeration, name) : null);

    /// <summary>Some of the names, in any case, separated as in <see cref="List"/>.</summary>
    public static ValueKind AnyOf(params string[] names) => new(
        () => $"any of {string.Join(", ", names)}, separated by ;",
        (text, _) => SettingText.Entries(text, ';') is var entries && entries.All(entry => names.Any(name => IsSame(name, entry)))
            ? entries
            : null);

    public object? Parse(string text, string projectDirectory) => parse(text, projectDirectory);

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static bool IsSame(string name, string text) => string.Equals(name, text, StringComparison.OrdinalIgnoreCase);

    /// <summary>As everywhere in MSBuild, a backslash separates folders on every system.</summary>
    private static string? FullPath(string text, string folder) =>
        text.Contains('\0', StringComparison.Ordinal) ? null : Path.GetFullPath(text.Replace('\\', Path.DirectorySeparatorChar), folder);
}
