using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.Git;
using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Publishing;

/// <summary>The report as a file in JSON. Written by hand for the reason that <see cref="RequestJson"/> gives.</summary>
internal static class ReportFile
{
    private const int Schema = 1;

    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the report so that a reader sees all of it or none, whatever happens to the build.</summary>
    /// <exception cref="IOException">The path cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The path may not be written.</exception>
    public static void Write(string path, ReleaseReport report)
    {
        if (path.StartsWith("/dev/", StringComparison.Ordinal))
        {
            // To move a file there would take a device from the whole machine, where the build runs as root.
            WriteFile(path, report, Path.GetDirectoryName(path));
            return;
        }

        var folder = Path.GetDirectoryName(path) ?? throw new IOException($"'{path}' is no file.");
        Directory.CreateDirectory(folder);

        // Its own name each time, so that what a killed build left behind does no harm.
        var unfinished = Path.Combine(folder, $"sentry-release.{Guid.NewGuid():N}.tmp");
        try
        {
            WriteFile(unfinished, report, folder);
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private static void WriteFile(string path, ReleaseReport report, string? folder)
    {
        using var file = File.Create(path);
        WriteJson(file, report, folder);
    }

    /// <param name="folder">The assembly's path is written relative to it; <see langword="null"/> to leave that out.</param>
    public static void WriteJson(Stream file, ReleaseReport report, string? folder)
    {
        using var json = new Utf8JsonWriter(new StreamBuffer(file), Readable);
        json.WriteStartObject();
        json.WriteNumber("schema"u8, Schema);
        json.WriteString("release"u8, report.Release);
        json.WriteString("assembly"u8, Relative(report.Assembly, folder));
        json.WriteString("outcome"u8, report.OutcomeName);
        if (report.Status is { } status)
            json.WriteNumber("status"u8, status);
        else
            json.WriteNull("status"u8);

        json.WriteNumber("requests"u8, report.Requests);
        WriteHistory(json, report, report.Origin?.History);
        if (report.Request is { } request)
        {
            json.WriteStartObject("request"u8);
            RequestJson.WriteFields(json, request);
            json.WriteEndObject();
        }
        else
            json.WriteNull("request"u8);

        json.WritePropertyName("response"u8);
        if (report.Response is { } response)
            response.WriteTo(json);
        else
            json.WriteNullValue();

        RequestJson.WriteObjects(json, "diagnostics"u8, report.Diagnostics, WriteDiagnostic);
        json.WriteStartObject("elapsed"u8);
        json.WriteNumber("name"u8, report.NameSeconds);
        json.WriteNumber("history"u8, report.HistorySeconds);
        json.WriteNumber("network"u8, report.NetworkSeconds);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>From the report, so that it stays true in a job that has the folder elsewhere.</summary>
    private static string? Relative(string? path, string? folder) =>
        string.IsNullOrEmpty(path) || folder is null ? null : Path.GetRelativePath(folder, path).Replace('\\', '/');

    private static void WriteHistory(Utf8JsonWriter json, ReleaseReport report, ReleaseHistory? history)
    {
        json.WriteStartObject("history"u8);
        json.WriteString("reader"u8, history?.Reader ?? "none");
        json.WriteString("repository"u8, report.Origin?.Repository);
        json.WriteString("head"u8, report.Origin?.Commit);
        json.WriteString("previousTag"u8, history?.PreviousTag);
        json.WriteString("previousCommit"u8, history?.PreviousCommit);
        json.WriteString("base"u8, Lower(history?.Base ?? HistoryBase.None));
        json.WriteStartArray("paths"u8);
        foreach (var path in history?.Paths ?? [])
            json.WriteStringValue(path);
        json.WriteEndArray();
        json.WriteNumber("commits"u8, report.Commits);
        json.WriteBoolean("truncated"u8, report.IsTruncated);
        json.WriteBoolean("shallow"u8, history?.Shallow ?? false);
        json.WriteEndObject();
    }

    private static void WriteDiagnostic(Utf8JsonWriter json, Diagnostic diagnostic)
    {
        json.WriteString("code"u8, diagnostic.Code);
        json.WriteString("severity"u8, Lower(diagnostic.Severity));
        json.WriteString("message"u8, diagnostic.Message);
    }

    private static string Lower(Enum value) => value.ToString().ToLowerInvariant();

    /// <summary>
    /// Gives what is written to a stream, 64 kB at a time. Without carriage returns, by which Windows indents: within strings they are escaped.
    /// </summary>
    private sealed class StreamBuffer(Stream stream) : IBufferWriter<byte>
    {
        private byte[] _buffer = new byte[64 * 1024];

        public Memory<byte> GetMemory(int sizeHint = 0)
        {
            if (sizeHint > _buffer.Length)
                _buffer = new byte[sizeHint];
            return _buffer;
        }

        public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

        public void Advance(int count)
        {
            for (var rest = _buffer.AsSpan(0, count); !rest.IsEmpty;)
            {
                var end = rest.IndexOf((byte)'\r');
                stream.Write(end < 0 ? rest : rest[..end]);
                rest = end < 0 ? [] : rest[(end + 1)..];
            }
        }
    }
}

/// <summary>What the newest report says of a release that was created or updated: never of a dry run, a failure or a skipped run.</summary>
/// <param name="Assembly">Absolute path of the assembly whose release it is; <see langword="null"/> when the report names none.</param>
internal sealed record LastReport(string Release, string? Assembly)
{
    private const string FileName = "sentry-release.json";

    /// <summary>Bytes, in which the fields that are read stand first. Behind them are megabytes where there are thousands of commits.</summary>
    private const int HeadLength = 16 * 1024;

    public static readonly EnumerationOptions Recursive =
        new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };

    /// <returns>Also where no folder has the configuration's name; <see langword="null"/> when there is none.</returns>
    public static LastReport? Find(BuildFacts build) =>
        Find(build.IntermediateDirectory, build.Configuration) ?? (File.Exists(build.DefaultReportPath) ? Read(new FileInfo(build.DefaultReportPath)) : null);

    /// <param name="directory">Absolute path of <c>BaseIntermediateOutputPath</c>, below which reports are looked for.</param>
    /// <param name="configuration">
    /// The configuration that was built, such as <c>Release</c>: folders are named after it, alone or with more behind an underscore.
    /// </param>
    /// <returns><see langword="null"/> when there is none. Files that cannot be read are passed over.</returns>
    public static LastReport? Find(string directory, string configuration)
    {
        var files = Directory.Exists(directory) ? new DirectoryInfo(directory).EnumerateFiles(FileName, Recursive) : [];
        return files
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
            using var stream = file.OpenRead();
            var head = new byte[HeadLength];
            var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            var json = new Utf8JsonReader(head.AsSpan(0, length), isFinalBlock: false, state: default);
            var fields = new Dictionary<string, string?>(StringComparer.Ordinal);
            while (json.Read())
            {
                if (json is { CurrentDepth: 1, TokenType: JsonTokenType.PropertyName } && json.GetString() is { } name && json.Read())
                    fields[name] = json.TokenType == JsonTokenType.String ? json.GetString() : null;
            }

            return fields.GetValueOrDefault("outcome") is "created" or "updated" && fields.GetValueOrDefault("release") is { Length: > 0 } release
                ? new LastReport(release, fields.GetValueOrDefault("assembly") is { } assembly ? Path.GetFullPath(assembly, file.DirectoryName!) : null)
                : null;
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}
