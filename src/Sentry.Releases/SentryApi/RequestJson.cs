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

    public static ReadOnlyMemory<byte> Write(ReleaseRequest request) => Write(json => WriteFields(json, request), Capacity(request));

    /// <summary>The name is in the address then, and an update adds no projects.</summary>
    public static ReadOnlyMemory<byte> WriteUpdate(ReleaseRequest request) => Write(json => WriteDetails(json, request), Capacity(request));

    public static ReadOnlyMemory<byte> Write(Deploy deploy) => Write(json =>
    {
        json.WriteString("environment"u8, deploy.Environment);
        WriteOptional(json, "name"u8, deploy.Name);
        WriteOptional(json, "url"u8, deploy.Url);
        WriteOptional(json, "dateStarted"u8, deploy.DateStarted);
        WriteOptional(json, "dateFinished"u8, deploy.DateFinished);
    });

    /// <returns>How many bytes each commit takes in a request, a comma behind it included.</returns>
    public static List<int> Sizes(IReadOnlyList<ReleaseCommit> commits)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, Plain);
        var sizes = new List<int>(commits.Count);
        foreach (var commit in commits)
        {
            buffer.ResetWrittenCount();
            json.Reset();
            json.WriteStartObject();
            WriteFields(json, commit);
            json.WriteEndObject();
            json.Flush();
            sizes.Add(buffer.WrittenCount + 1);
        }

        return sizes;
    }

    /// <summary>The release's fields, within an object that is open.</summary>
    public static void WriteFields(Utf8JsonWriter json, ReleaseRequest request)
    {
        json.WriteString("version"u8, request.Version);
        json.WriteStartArray("projects"u8);
        foreach (var project in request.Projects)
            WriteProject(json, project);
        json.WriteEndArray();
        WriteDetails(json, request);
    }

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> writeFields, int capacity = 1024)
    {
        var buffer = new ArrayBufferWriter<byte>(capacity);
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            writeFields(json);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <returns>
    /// About how many bytes the request takes. A buffer of that size is seldom copied to a larger one, and megabytes that are copied stay in
    /// the process.
    /// </returns>
    private static int Capacity(ReleaseRequest request)
    {
        const int Fields = 256, FieldsOfFile = 32;
        var bytes = Fields;
        foreach (var commit in request.Commits ?? [])
        {
            bytes += Fields + commit.Message.Length;
            foreach (var file in commit.PatchSet ?? [])
                bytes += FieldsOfFile + file.Path.Length;
        }

        return bytes;
    }

    private static void WriteDetails(Utf8JsonWriter json, ReleaseRequest details)
    {
        WriteOptional(json, "ref"u8, details.Ref);
        WriteOptional(json, "url"u8, details.Url);
        WriteOptional(json, "dateReleased"u8, details.DateReleased);
        WriteObjects(json, "commits"u8, details.Commits, WriteFields);
        WriteObjects(json, "refs"u8, details.Refs, WriteFields);
    }

    /// <summary>Numeric ids as numbers: between late 2025 and its fix the server refused them as texts (getsentry/sentry#105038).</summary>
    private static void WriteProject(Utf8JsonWriter json, string project)
    {
        if (long.TryParse(project, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && project[0] != '0')
            json.WriteNumberValue(id);
        else
            json.WriteStringValue(project);
    }

    private static void WriteFields(Utf8JsonWriter json, ReleaseCommit commit)
    {
        json.WriteString("id"u8, commit.Id);
        json.WriteString("message"u8, commit.Message);
        WriteOptional(json, "author_name"u8, commit.AuthorName);
        WriteOptional(json, "author_email"u8, commit.AuthorEmail);
        WriteOptional(json, "timestamp"u8, commit.Timestamp);
        WriteOptional(json, "repository"u8, commit.Repository);
        WriteObjects(json, "patch_set"u8, commit.PatchSet, WriteFields);
    }

    private static void WriteFields(Utf8JsonWriter json, PatchRequest file)
    {
        json.WriteString("path"u8, file.Path);
        json.WriteString("type"u8, file.Type);
    }

    private static void WriteFields(Utf8JsonWriter json, RefRequest head)
    {
        json.WriteString("repository"u8, head.Repository);
        json.WriteString("commit"u8, head.Commit);
        WriteOptional(json, "previousCommit"u8, head.PreviousCommit);
    }

    public static void WriteObjects<T>(
        Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<T>? entries, Action<Utf8JsonWriter, T> writeFields)
    {
        if (entries is null)
            return;

        json.WriteStartArray(name);
        for (var i = 0; i < entries.Count; i++)
        {
            json.WriteStartObject();
            writeFields(json, entries[i]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteOptional(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    /// <summary>ISO 8601 in whole seconds with the offset: Sentry's parser knows no seventh digit of a fraction.</summary>
    private static void WriteOptional(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTimeOffset? time)
    {
        if (time is not { } value)
            return;

        Span<byte> text = stackalloc byte[32];
        var format = value.Offset == TimeSpan.Zero ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:sszzz";
        value.TryFormat(text, out var length, format, CultureInfo.InvariantCulture);
        json.WriteString(name, text[..length]);
    }
}
