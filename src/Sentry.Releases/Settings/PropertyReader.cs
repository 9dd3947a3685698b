using System.Globalization;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Settings;

/// <summary>
/// Reads properties by kind. Empty and white space mean unset; a value that is not valid is reported as SRM1005 and read as unset.
/// </summary>
internal sealed class PropertyReader(
    IReadOnlyDictionary<string, string> properties,
    string projectDirectory,
    Action<Diagnostic> report)
{
    /// <summary>ISO 8601. <c>K</c> is <c>Z</c>, an offset, or nothing.</summary>
    private static readonly string[] DateFormats =
        ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>Whether a value was reported.</summary>
    public bool Failed { get; private set; }

    /// <returns>The value, trimmed; <see langword="null"/> when unset.</returns>
    public string? Text(string name) => properties.TryGetValue(name, out var value) ? SettingText.Trimmed(value) : null;

    public bool Boolean(string name, bool unset)
    {
        if (Text(name) is not { } text)
            return unset;

        return bool.TryParse(text, out var value) ? value : Refuse(name, text, "true or false", unset);
    }

    public int Integer(string name, int unset, int minimum, int maximum = int.MaxValue)
    {
        if (Text(name) is not { } text)
            return unset;

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= maximum)
            return value;

        var range = maximum == int.MaxValue ? $"{minimum} or more" : $"from {minimum} to {maximum}";
        return Refuse(name, text, "a whole number, " + range, unset);
    }

    /// <summary>One of an enumeration's names, in any case.</summary>
    public T Choice<T>(string name, T unset) where T : struct, Enum
    {
        if (Text(name) is not { } text)
            return unset;

        return Member<T>(text) ?? Refuse(name, text, "one of " + string.Join(", ", Enum.GetNames<T>()), unset);
    }

    /// <summary>Any of a flags enumeration's names but that of its zero, in any case, separated by <c>;</c>.</summary>
    public T Flags<T>(string name, T unset) where T : struct, Enum
    {
        if (List(name, []) is not { Count: > 0 } entries)
            return unset;

        var flags = 0;
        foreach (var entry in entries)
        {
            if (Member<T>(entry) is not { } member || member.Equals(default(T)))
            {
                var accepted = Enum.GetValues<T>().Where(value => !value.Equals(default(T)));
                return Refuse(name, entry, "any of " + string.Join(", ", accepted) + ", separated by ;", unset);
            }

            flags |= Convert.ToInt32(member, CultureInfo.InvariantCulture);
        }

        return (T)Enum.ToObject(typeof(T), flags);
    }

    /// <summary>Entries separated by <c>;</c>, trimmed, each once, none empty.</summary>
    public IReadOnlyList<string> List(string name, IReadOnlyList<string> unset) =>
        SettingText.Entries(Text(name), ';') is { Count: > 0 } entries ? entries : unset;

    /// <summary>A date or a date with time, ISO 8601; in UTC when it has no offset.</summary>
    public DateTimeOffset? Date(string name)
    {
        if (Text(name) is not { } text)
            return null;

        return DateTimeOffset.TryParseExact(
            text, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date
            : Refuse<DateTimeOffset?>(name, text, "an ISO 8601 date such as 2026-01-31 or 2026-01-31T12:00:00Z", null);
    }

    /// <summary>An absolute http or https URL.</summary>
    public Uri? Url(string name)
    {
        if (Text(name) is not { } text)
            return null;

        return ServerAddress.HttpUrl(text) ?? Refuse<Uri?>(name, text, ServerAddress.Accepted, null);
    }

    /// <summary>A path, made absolute against the project's directory. Nothing needs to be there.</summary>
    public string? FullPath(string name)
    {
        if (Text(name) is not { } text)
            return null;

        // As everywhere in MSBuild, a backslash separates folders on every system.
        var path = text.Replace('\\', Path.DirectorySeparatorChar);
        return path.Contains('\0', StringComparison.Ordinal)
            ? Refuse<string?>(name, text, "a path", null)
            : Path.GetFullPath(path, projectDirectory);
    }

    /// <summary>The path of a directory that exists, made absolute against the project's directory.</summary>
    public string? ExistingDirectory(string name)
    {
        var path = FullPath(name);
        return path is null || Directory.Exists(path) ? path : Refuse<string?>(name, path, "an existing directory", null);
    }

    /// <summary>Reports that a property is not valid.</summary>
    public void Invalid(string name, string reason)
    {
        Failed = true;
        report(new Diagnostic(DiagnosticCodes.InvalidSetting, Severity.Error, $"{name} {reason}"));
    }

    private T Refuse<T>(string name, string value, string accepted, T unset)
    {
        Invalid(name, $"is {Quoted.Of(value)}, which is not valid. Accepted is {accepted}.");
        return unset;
    }

    private static T? Member<T>(string text) where T : struct, Enum
    {
        var index = Array.FindIndex(Enum.GetNames<T>(), name => string.Equals(name, text, StringComparison.OrdinalIgnoreCase));
        return index < 0 ? null : Enum.GetValues<T>()[index];
    }
}
