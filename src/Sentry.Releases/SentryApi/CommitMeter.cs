using System.Buffers;
using System.Text.Json;

namespace Sentry.Releases.SentryApi;

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
