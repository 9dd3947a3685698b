using System.Text.Json;
using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.Naming;

/// <summary>What decides which release a built application will report.</summary>
/// <param name="assemblyPath">Absolute path of the built assembly, which is read once, when it is first needed. Empty for none.</param>
internal sealed class BuiltApplication(string assemblyPath)
{
    /// <summary>More than any settings file has that a person wrote.</summary>
    private const long MaxSettingsLength = 1_000_000;

    private static readonly JsonDocumentOptions AsConfiguration = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    private readonly Lazy<AssemblyReading> _assembly = new(() => AssemblyIdentity.Read(assemblyPath));

    /// <summary>Absolute path of the built assembly; empty for none.</summary>
    public string AssemblyPath => assemblyPath;

    /// <summary>The package of a mobile application.</summary>
    public MobileApplication Mobile { get; init; } = new();

    /// <summary>Absolute path of the folder that it was published to, where its settings lie; empty for none.</summary>
    public string PublishedDirectory { get; init; } = "";

    /// <summary>The id of the commit that it was built from, whole or at least ten digits, where its version tells.</summary>
    internal string? Commit => _assembly.Value.Identity?.Commit;

    /// <summary>The version that its users see; <see langword="null"/> where none is known.</summary>
    internal string? Version => Mobile.IsMobile ? Mobile.DisplayVersion : _assembly.Value.Identity?.Version;

    /// <summary>The names that its code sets, each <see langword="null"/> where it is known only at run time.</summary>
    internal IReadOnlyList<CodeRelease> CodeReleases => _assembly.Value.Identity?.CodeReleases ?? [];

    /// <param name="report">Gets SRM4003 when there is no assembly to read, and SRM4001 when it would report no release at all.</param>
    /// <returns>
    /// The release that it will report by itself, without white space around it, which Sentry drops from events too; not yet checked by
    /// <see cref="ReleaseNameRules"/>. <see langword="null"/> for none, which was reported.
    /// </returns>
    internal ReleaseName? Name(Action<Diagnostic> report)
    {
        var (name, source) = Mobile.IsMobile
            ? (Mobile.Release(report), ReleaseNameSource.MobileApplication)
            : (AssemblyRelease(report), ReleaseNameSource.Assembly);
        return name is null ? null : new ReleaseName(name, source);
    }

    /// <summary>
    /// The name in the published settings, <c>Sentry:Release</c> in <c>appsettings.json</c>, by the rules of .NET's configuration: any
    /// case, comments allowed. <see langword="null"/> when there is none or the file cannot be read.
    /// </summary>
    internal string? SettingsRelease()
    {
        if (PublishedDirectory.Length == 0)
            return null;

        var file = new FileInfo(Path.Combine(PublishedDirectory, "appsettings.json"));
        try
        {
            if (!file.Exists || file.Length > MaxSettingsLength)
                return null;

            using var settings = JsonDocument.Parse(File.ReadAllBytes(file.FullName), AsConfiguration);
            var value = Entry(settings.RootElement, "Sentry") is { } section ? Entry(section, "Release") : Entry(settings.RootElement, "Sentry:Release");
            return value is { ValueKind: JsonValueKind.String } text && !string.IsNullOrWhiteSpace(text.GetString()) ? text.GetString()!.Trim() : null;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return null;
        }
    }

    private static JsonElement? Entry(JsonElement section, string key) =>
        section.ValueKind == JsonValueKind.Object
        && section.EnumerateObject().LastOrDefault(entry => string.Equals(entry.Name, key, StringComparison.OrdinalIgnoreCase)) is var found
        && found.Value.ValueKind != JsonValueKind.Undefined
            ? found.Value
            : null;

    private string? AssemblyRelease(Action<Diagnostic> report)
    {
        var (identity, problem) = _assembly.Value;
        if (identity?.Release is { } release)
            return release;

        report(identity is null
            ? new Diagnostic(
                DiagnosticCodes.NoAssembly, Severity.Error,
                $"The release's name is read from the built assembly, but '{assemblyPath}' {problem}.", Subject.Assembly)
            : new Diagnostic(
                DiagnosticCodes.NameRefused, Severity.Error,
                $"The application will report no release, because '{assemblyPath}' has a blank name or version.", Subject.Assembly));
        return null;
    }
}

/// <summary>
/// A mobile application's package, which names the release on Android, iOS and Mac Catalyst, where the assembly does not
/// (<c>Platforms/Android/SentrySdk.cs</c> and <c>Platforms/Cocoa/SentrySdk.cs</c> in getsentry/sentry-dotnet). Empty texts are unset.
/// </summary>
/// <param name="Platform">The target framework's platform, such as <c>android</c>.</param>
/// <param name="Id">The application's identifier.</param>
/// <param name="DisplayVersion">The version as users see it.</param>
/// <param name="Version">The build number.</param>
internal sealed record MobileApplication(string Platform = "", string Id = "", string DisplayVersion = "", string Version = "")
{
    private static readonly string[] Platforms = ["android", "ios", "maccatalyst"];

    /// <summary>Whether the platform is one on which the package names the release.</summary>
    public bool IsMobile => Platforms.Contains(Platform.Trim(), StringComparer.OrdinalIgnoreCase);

    /// <returns><c>id@display version+version</c>; <see langword="null"/> when one is unset, which was reported.</returns>
    internal string? Release(Action<Diagnostic> report)
    {
        (string Name, string Value)[] parts = [("ApplicationId", Id), ("ApplicationDisplayVersion", DisplayVersion), ("ApplicationVersion", Version)];
        var unset = parts.Where(part => string.IsNullOrWhiteSpace(part.Value)).Select(part => part.Name).ToList();
        if (unset.Count == 0)
            return $"{Id.Trim()}@{DisplayVersion.Trim()}+{Version.Trim()}";

        report(new Diagnostic(
            DiagnosticCodes.NameRefused,
            Severity.Error,
            "The release's name on this platform is ApplicationId@ApplicationDisplayVersion+ApplicationVersion, but "
            + $"{string.Join(" and ", unset)} {(unset.Count == 1 ? "is" : "are")} not set. Set what is missing."));
        return null;
    }
}
