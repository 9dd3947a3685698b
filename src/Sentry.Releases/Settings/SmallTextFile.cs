namespace Sentry.Releases.Settings;

/// <summary>Reads a configuration file that may be anything: never more than 64 KiB, and never a file that makes the reader wait.</summary>
internal static class SmallTextFile
{
    private const int MaxBytes = 64 * 1024;

    private const char Undecodable = '\uFFFD';

    /// <param name="path">The file's absolute path.</param>
    /// <returns>The text without a byte order mark, or why the file cannot be used, such as "is a directory".</returns>
    public static (string? Text, string? Problem) Read(string path)
    {
        if (Directory.Exists(path))
            return (null, "is a directory");

        try
        {
            // To open a pipe is to wait for its other end. Pipes and devices have no length, and what has none need not be opened.
            var length = new FileInfo(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path).Length;
            if (length is 0 or > MaxBytes)
                return length == 0 ? ("", null) : (null, $"is larger than {MaxBytes / 1024} KiB");

            // As ReadAllText, but beside a program that still writes the file.
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, detectEncodingFromByteOrderMarks: true);
            var text = reader.ReadToEnd();
            return text.Contains('\0', StringComparison.Ordinal) ? (null, "is not a text file")
                : text.Contains(Undecodable, StringComparison.Ordinal) ? (null, "is neither UTF-8 nor UTF-16 with a byte order mark")
                : (text, null);
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
}
