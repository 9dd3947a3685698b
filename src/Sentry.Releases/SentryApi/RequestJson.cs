using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Sentry.Releases.SentryApi;

/// <summary>
/// Writes requests. By hand, because for these types and the report <see cref="JsonSerializer"/> has some 450 generic methods compiled in
/// each build's new process.
/// </summary>
internal static class RequestJson
{
    /// <summary>Plain UTF-8, not <c>\u</c> escapes: the body is never put into HTML, and names from all over the world stay short.</summary>
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Write(ReleaseRequest request) => Write(json => WriteTo(json, request));

    public static ReadOnlyMemory<byte> Write(ReleaseUpdate update) => Write(json => WriteTo(json, update));

    public static ReadOnlyMemory<byte> Write(DeployRequest deploy) => Write(json => WriteTo(json, deploy));

    public static void WriteTo(Utf8JsonWriter json, ReleaseRequest request)
    {
        json.WriteStartObject();
        json.WriteString("version"u8, request.Version);
        WriteProjects(json, request.Projects);
        WriteContents(json, request.Ref, request.Url, request.DateReleased, request.Commits, request.Refs);
        json.WriteEndObject();
    }

    public static void WriteTo(Utf8JsonWriter json, CommitRequest commit)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, commit.Id);
        json.WriteString("message"u8, commit.Message);
        WriteOptional(json, "author_name"u8, commit.AuthorName);
        WriteOptional(json, "author_email"u8, commit.AuthorEmail);
        WriteOptional(json, "timestamp"u8, Iso8601(commit.Timestamp));
        WriteOptional(json, "repository"u8, commit.Repository);
        WriteFiles(json, commit.PatchSet);
        json.WriteEndObject();
    }

    public static Utf8JsonWriter CreateWriter(IBufferWriter<byte> buffer) => new(buffer, Plain);

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = CreateWriter(buffer))
            write(json);
        return buffer.WrittenMemory;
    }

    private static void WriteTo(Utf8JsonWriter json, ReleaseUpdate update)
    {
        json.WriteStartObject();
        WriteContents(json, update.Ref, update.Url, update.DateReleased, update.Commits, update.Refs);
        json.WriteEndObject();
    }

    private static void WriteTo(Utf8JsonWriter json, DeployRequest deploy)
    {
        json.WriteStartObject();
        json.WriteString("environment"u8, deploy.Environment);
        WriteOptional(json, "name"u8, deploy.Name);
        WriteOptional(json, "url"u8, deploy.Url);
        WriteOptional(json, "dateStarted"u8, Iso8601(deploy.DateStarted));
        WriteOptional(json, "dateFinished"u8, Iso8601(deploy.DateFinished));
        WriteProjects(json, deploy.Projects);
        json.WriteEndObject();
    }

    private static void WriteContents(
        Utf8JsonWriter json, string? reference, string? url, DateTimeOffset? released, IReadOnlyList<CommitRequest>? commits, IReadOnlyList<RefRequest>? refs)
    {
        WriteOptional(json, "ref"u8, reference);
        WriteOptional(json, "url"u8, url);
        WriteOptional(json, "dateReleased"u8, Iso8601(released));
        WriteCommits(json, commits);
        WriteRefs(json, refs);
    }

    /// <summary>Numeric ids as numbers: between late 2025 and its fix the server refused them as texts (getsentry/sentry#105038).</summary>
    private static void WriteProjects(Utf8JsonWriter json, IReadOnlyList<string>? projects)
    {
        if (projects is null)
            return;

        json.WriteStartArray("projects"u8);
        foreach (var project in projects)
        {
            if (long.TryParse(project, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && project[0] != '0')
                json.WriteNumberValue(id);
            else
                json.WriteStringValue(project);
        }

        json.WriteEndArray();
    }

    private static void WriteCommits(Utf8JsonWriter json, IReadOnlyList<CommitRequest>? commits)
    {
        if (commits is null)
            return;

        json.WriteStartArray("commits"u8);
        foreach (var commit in commits)
            WriteTo(json, commit);
        json.WriteEndArray();
    }

    private static void WriteFiles(Utf8JsonWriter json, IReadOnlyList<PatchRequest>? files)
    {
        if (files is null)
            return;

        json.WriteStartArray("patch_set"u8);
        foreach (var (path, type) in files)
        {
            json.WriteStartObject();
            json.WriteString("path"u8, path);
            json.WriteString("type"u8, type);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRefs(Utf8JsonWriter json, IReadOnlyList<RefRequest>? refs)
    {
        if (refs is null)
            return;

        json.WriteStartArray("refs"u8);
        foreach (var reference in refs)
        {
            json.WriteStartObject();
            json.WriteString("repository"u8, reference.Repository);
            json.WriteString("commit"u8, reference.Commit);
            WriteOptional(json, "previousCommit"u8, reference.PreviousCommit);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteOptional(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    /// <summary>Whole seconds with the offset: Sentry's parser knows no seventh digit of a fraction.</summary>
    private static string? Iso8601(DateTimeOffset? time) =>
        time?.ToString(time.Value.Offset == TimeSpan.Zero ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}

/// <summary>Tells how many bytes commits take in a request, with one buffer for all of them.</summary>
internal sealed class CommitMeter : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _json;

    public CommitMeter() => _json = RequestJson.CreateWriter(_buffer);

    /// <returns>The bytes, a comma behind them included.</returns>
    public int Size(CommitRequest commit)
    {
        _buffer.ResetWrittenCount();
        _json.Reset();
        RequestJson.WriteTo(_json, commit);
        _json.Flush();
        return _buffer.WrittenCount + 1;
    }

    public void Dispose() => _json.Dispose();
}
