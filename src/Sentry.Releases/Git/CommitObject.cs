using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Sentry.Releases.Git;

/// <summary>Reads raw commit objects as git reads them: never refused, however odd.</summary>
internal static class CommitObject
{
    private static readonly long MaxSeconds = DateTimeOffset.MaxValue.ToUnixTimeSeconds();
    private static readonly TimeSpan MaxOffset = TimeSpan.FromHours(14);

    /// <summary>
    /// Reads the whole commit but its changed files. Like git this ends at a NUL, takes the last of several authors or committers, and the
    /// first encoding.
    /// </summary>
    public static Commit Parse(string id, ReadOnlySpan<byte> content)
    {
        var nul = content.IndexOf((byte)0);
        var rest = nul < 0 ? content : content[..nul];

        ReadOnlySpan<byte> author = default, committer = default, encodingName = default;
        while (TryReadHeader(ref rest, out var line))
        {
            if (line.StartsWith("author "u8))
                author = line["author ".Length..];
            else if (line.StartsWith("committer "u8))
                committer = line["committer ".Length..];
            else if (encodingName.IsEmpty && line.StartsWith("encoding "u8))
                encodingName = line["encoding ".Length..];
        }

        var encoding = EncodingOf(encodingName);
        var (name, email) = ParsePerson(author, encoding);
        return new Commit(id, encoding.GetString(rest), name, email, ParseDate(committer), []);
    }

    public static CommitNode ParseNode(string id, ReadOnlySpan<byte> content)
    {
        var parents = new List<string>(1);
        var time = 0L;
        while (TryReadHeader(ref content, out var line))
        {
            if (line.StartsWith("parent "u8))
                parents.Add(Encoding.ASCII.GetString(line["parent ".Length..]));
            else if (line.StartsWith("committer "u8))
                time = ParseTime(line);
        }

        return new CommitNode(id, parents, time);
    }

    /// <returns>The id of the commit's tree in ASCII; empty when the object has none.</returns>
    public static ReadOnlySpan<byte> Tree(ReadOnlySpan<byte> content)
    {
        while (TryReadHeader(ref content, out var line))
        {
            if (line.StartsWith("tree "u8))
                return line["tree ".Length..];
        }

        return default;
    }

    /// <summary>Takes the next line off.</summary>
    /// <returns>Whether it is a header; the first empty line is taken off, too, and is none.</returns>
    private static bool TryReadHeader(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> line)
    {
        var end = rest.IndexOf((byte)'\n');
        line = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[(end + 1)..];
        return !line.IsEmpty;
    }

    /// <summary>Splits <c>Name &lt;e-mail&gt; seconds offset</c> by git's own rules, also where it is malformed.</summary>
    private static (string Name, string Email) ParsePerson(ReadOnlySpan<byte> line, Encoding encoding)
    {
        var open = line.IndexOf((byte)'<');
        var length = line[(open + 1)..].IndexOf((byte)'>');
        return open < 0 || length < 0
            ? ("", "")
            : (encoding.GetString(TrimEnd(line[..open])), encoding.GetString(line.Slice(open + 1, length)));
    }

    /// <summary>
    /// The date with its own offset; in UTC when the offset is beyond 14 hours. The beginning of 1970 when the date is missing, malformed or
    /// after the year 9999, as git shows a date that it cannot represent.
    /// </summary>
    private static DateTimeOffset ParseDate(ReadOnlySpan<byte> line)
    {
        var seconds = line.IndexOf((byte)'>') >= 0 ? ParseTime(line) : 0;
        if (seconds > MaxSeconds)
            return DateTimeOffset.UnixEpoch;

        var utc = DateTimeOffset.FromUnixTimeSeconds(seconds);
        var offset = ParseOffset(DatePart(line));
        var isRepresentable = offset.Duration() <= MaxOffset && utc.Ticks <= DateTime.MaxValue.Ticks - Math.Max(0, offset.Ticks);
        return isRepresentable ? utc.ToOffset(offset) : utc;
    }

    /// <returns>
    /// The seconds since 1970 after the last <c>&gt;</c>; 0 when there are none, and the greatest number when they are too many.
    /// </returns>
    private static long ParseTime(ReadOnlySpan<byte> line)
    {
        var date = DatePart(line);
        var digits = Digits(date);
        return digits == 0 ? 0 : Utf8Parser.TryParse(date[..digits], out long seconds, out _) ? seconds : long.MaxValue;
    }

    private static ReadOnlySpan<byte> DatePart(ReadOnlySpan<byte> line) =>
        TrimStart(line[(line.LastIndexOf((byte)'>') + 1)..]);

    private static TimeSpan ParseOffset(ReadOnlySpan<byte> date)
    {
        var seconds = Digits(date);
        var offset = TrimStart(date[seconds..]);
        if (seconds == 0 || offset.IsEmpty || offset[0] is not ((byte)'+' or (byte)'-'))
            return TimeSpan.Zero;

        var digits = offset.Slice(1, Digits(offset[1..]));
        if (!Utf8Parser.TryParse(digits, out int number, out _))
            return TimeSpan.Zero;

        var duration = TimeSpan.FromMinutes(((number / 100) * 60L) + (number % 100));
        return offset[0] == '-' ? -duration : duration;
    }

    // The next three are loops because the runtime would have to compile its own for bytes in every new process.
    private static int Digits(ReadOnlySpan<byte> text)
    {
        var length = 0;
        while (length < text.Length && text[length] is >= (byte)'0' and <= (byte)'9')
            length++;
        return length;
    }

    private static ReadOnlySpan<byte> TrimStart(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty && IsSpace(text[0]))
            text = text[1..];
        return text;
    }

    private static ReadOnlySpan<byte> TrimEnd(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty && IsSpace(text[^1]))
            text = text[..^1];
        return text;
    }

    private static bool IsSpace(byte character) => character is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    /// <returns>
    /// The encoding of that name; UTF-8 when the name is empty, unknown, or of an encoding in which a commit's own headers would not
    /// be ASCII. Bytes that do not decode become U+FFFD.
    /// </returns>
    private static Encoding EncodingOf(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty)
            return Encoding.UTF8;

        try
        {
            // The provider is asked directly: registering it would change the whole process. iconv's CP1251 .NET knows by number only.
            var text = Encoding.ASCII.GetString(name);
            var isNumber = int.TryParse(
                text.StartsWith("cp", StringComparison.OrdinalIgnoreCase) ? text[2..] : "",
                NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            var encoding = isNumber
                ? CodePagesEncodingProvider.Instance.GetEncoding(number) ?? Encoding.GetEncoding(number)
                : CodePagesEncodingProvider.Instance.GetEncoding(text) ?? Encoding.GetEncoding(text);
            return encoding.GetString("author <>"u8) == "author <>" ? encoding : Encoding.UTF8;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return Encoding.UTF8;
        }
    }
}
