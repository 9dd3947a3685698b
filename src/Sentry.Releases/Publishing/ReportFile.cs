using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Publishing;

/// <summary>The report as a file in JSON. Written by hand for the reason that <see cref="RequestJson"/> gives.</summary>
public static class ReportFile
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the report so that a reader sees all of it or none, whatever happens to the build.</summary>
    /// <exception cref="IOException">The path cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The path may not be written.</exception>
    public static void Write(string path, ReleaseReport report)
    {
        var json = Json(report, Path.GetDirectoryName(path));
        if (path.StartsWith("/dev/", StringComparison.Ordinal))
        {
            // To move a file there would take a device from the whole machine, where the build runs as root.
            File.WriteAllBytes(path, json);
            return;
        }

        var folder = Path.GetDirectoryName(path) ?? throw new IOException($"'{path}' is no file.");
        Directory.CreateDirectory(folder);

        // Its own name each time, so that what a killed build left behind does no harm.
        var unfinished = Path.Combine(folder, $"sentry-release.{Guid.NewGuid():N}.tmp");
        try
        {
            File.WriteAllBytes(unfinished, json);
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private static byte[] Json(ReleaseReport report, string? folder)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteNumber("schema"u8, report.Schema);
            json.WriteString("release"u8, report.Release);
            json.WriteString("assembly"u8, Relative(report.Assembly, folder));
            json.WriteString("outcome"u8, report.OutcomeName);
            WriteNumber(json, "status"u8, report.Status);
            json.WriteNumber("requests"u8, report.Requests);
            WriteHistory(json, report.History);
            WriteRequest(json, report.Request);
            WriteResponse(json, report.Response);
            WriteDiagnostics(json, report.Diagnostics);
            WriteElapsed(json, report.Elapsed);
            json.WriteEndObject();
        }

        // Windows indents with CRLF. Within strings these characters are escaped.
        return Array.FindAll(buffer.WrittenSpan.ToArray(), value => value != (byte)'\r');
    }

    /// <summary>From the report, so that it stays true in a job that has the folder elsewhere.</summary>
    private static string? Relative(string? path, string? folder) =>
        string.IsNullOrEmpty(path) || folder is null ? null : Path.GetRelativePath(folder, path).Replace('\\', '/');

    private static void WriteHistory(Utf8JsonWriter json, HistoryReport history)
    {
        json.WriteStartObject("history"u8);
        json.WriteString("reader"u8, history.Reader);
        json.WriteString("repository"u8, history.Repository);
        json.WriteString("head"u8, history.Head);
        json.WriteString("previousTag"u8, history.PreviousTag);
        json.WriteString("previousCommit"u8, history.PreviousCommit);
        json.WriteString("base"u8, Lower(history.Base));
        json.WriteStartArray("paths"u8);
        foreach (var path in history.Paths)
            json.WriteStringValue(path);

        json.WriteEndArray();
        json.WriteNumber("commits"u8, history.Commits);
        json.WriteBoolean("truncated"u8, history.Truncated);
        json.WriteBoolean("shallow"u8, history.Shallow);
        json.WriteEndObject();
    }

    private static void WriteRequest(Utf8JsonWriter json, ReleaseRequest? request)
    {
        json.WritePropertyName("request"u8);
        if (request is null)
            json.WriteNullValue();
        else
            RequestJson.WriteTo(json, request);
    }

    private static void WriteResponse(Utf8JsonWriter json, JsonElement? response)
    {
        json.WritePropertyName("response"u8);
        if (response is { } element)
            element.WriteTo(json);
        else
            json.WriteNullValue();
    }

    private static void WriteDiagnostics(Utf8JsonWriter json, IReadOnlyList<Diagnostic> diagnostics)
    {
        json.WriteStartArray("diagnostics"u8);
        foreach (var diagnostic in diagnostics)
        {
            json.WriteStartObject();
            json.WriteString("code"u8, diagnostic.Code);
            json.WriteString("severity"u8, Lower(diagnostic.Severity));
            json.WriteString("message"u8, diagnostic.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteElapsed(Utf8JsonWriter json, ElapsedReport elapsed)
    {
        json.WriteStartObject("elapsed"u8);
        json.WriteNumber("name"u8, elapsed.Name);
        json.WriteNumber("history"u8, elapsed.History);
        json.WriteNumber("network"u8, elapsed.Network);
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, ReadOnlySpan<byte> name, int? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }

    private static string Lower(Enum value) => value.ToString().ToLowerInvariant();
}

/// <summary>What the newest report says of a release that was created or updated: never of a dry run, a failure or a skipped run.</summary>
/// <param name="Release">The release's name.</param>
/// <param name="Assembly">Absolute path of the assembly whose release it is; <see langword="null"/> when the report names none.</param>
public sealed record LastReport(string Release, string? Assembly)
{
    private const string FileName = "sentry-release.json";
    private const long MaxLength = 64 * 1024 * 1024;

    internal static readonly EnumerationOptions Recursive = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };

    /// <returns>Also where no folder has the configuration's name; <see langword="null"/> when there is none.</returns>
    internal static LastReport? Find(BuildFacts build) =>
        Find(build.IntermediateDirectory, build.Configuration) ?? (File.Exists(build.DefaultReportPath) ? Read(new FileInfo(build.DefaultReportPath)) : null);

    /// <param name="directory">Absolute path of <c>BaseIntermediateOutputPath</c>, below which reports are looked for.</param>
    /// <param name="configuration">The configuration that was built, such as <c>Release</c>: folders are named after it, alone or with more behind an underscore.</param>
    /// <returns><see langword="null"/> when there is none. Files that cannot be read are passed over.</returns>
    public static LastReport? Find(string directory, string configuration)
    {
        if (!Directory.Exists(directory))
            return null;

        return new DirectoryInfo(directory).EnumerateFiles(FileName, Recursive)
            .Where(file => IsOf(configuration, Path.GetRelativePath(directory, file.DirectoryName!)))
            .OrderByDescending(file => file.LastWriteTimeUtc)
            .Select(Read)
            .FirstOrDefault(report => report is not null);
    }

    private static bool IsOf(string configuration, string path) =>
        path.Split(Path.DirectorySeparatorChar).Any(folder =>
            folder.Split('_')[0].Equals(configuration, StringComparison.OrdinalIgnoreCase));

    private static LastReport? Read(FileInfo file)
    {
        try
        {
            if (file.Length > MaxLength)
                return null;

            using var json = JsonDocument.Parse(File.ReadAllBytes(file.FullName));
            return json.RootElement.Text("outcome") is "created" or "updated" && json.RootElement.Text("release") is { Length: > 0 } release
                ? new LastReport(release, json.RootElement.Text("assembly") is { } assembly ? Path.GetFullPath(assembly, file.DirectoryName!) : null)
                : null;
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}
