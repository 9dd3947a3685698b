using System.Text;

namespace Sentry.Releases.Settings;

/// <summary>Reads a configuration file that may be anything: never more than 64 KiB, and never a file that makes the reader wait.</summary>
internal static class SmallTextFile
{
    private const int MaxBytes = 64 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding Utf16 = new(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding Utf16BigEndian = new(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true);

    /// <param name="path">The file's absolute path.</param>
    /// <returns>The text without a byte order mark, or why the file cannot be used, such as "is a directory".</returns>
    public static (string? Text, string? Problem) Read(string path)
    {
        if (Directory.Exists(path))
            return (null, "is a directory");

        try
        {
            return Decode(ReadBytes(path));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return (null, "does not exist");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            // The exception's text would repeat the path, in the words of the system.
            return (null, "cannot be read");
        }
    }

    /// <returns>At most one byte more than is allowed.</returns>
    private static byte[] ReadBytes(string path)
    {
        var target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;

        // To open a pipe is to wait for its other end. Pipes and devices have no length, and what has none need not be opened.
        if (new FileInfo(target).Length == 0)
            return [];

        using var stream = new FileStream(target, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var buffer = new byte[MaxBytes + 1];
        return buffer[..stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)];
    }

    private static (string? Text, string? Problem) Decode(byte[] bytes)
    {
        if (bytes.Length > MaxBytes)
            return (null, $"is larger than {MaxBytes / 1024} KiB");

        Encoding[] marked = [Utf16, Utf16BigEndian, Utf8];
        var encoding = Array.Find(marked, e => bytes.AsSpan().StartsWith(e.Preamble));
        try
        {
            var text = (encoding ?? Utf8).GetString(bytes.AsSpan(encoding?.Preamble.Length ?? 0));
            return text.Contains('\0', StringComparison.Ordinal) ? (null, "is not a text file") : (text, null);
        }
        catch (DecoderFallbackException)
        {
            return (null, "is neither UTF-8 nor UTF-16 with a byte order mark");
        }
    }
}
