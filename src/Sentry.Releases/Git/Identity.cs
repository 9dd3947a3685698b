using System.Buffers.Text;
using System.Text;

namespace Sentry.Releases.Git;

/// <summary>An author or committer: <c>Name &lt;e-mail&gt; seconds offset</c>, split by git's own rules, also where malformed.</summary>
/// <param name="Name">Empty when there is no name or no complete e-mail address.</param>
/// <param name="Email">Without the angle brackets.</param>
/// <param name="Date">
/// With its own offset; in UTC when the offset is beyond 14 hours. The beginning of 1970 when the date is missing, malformed or after
/// the year 9999, as git shows a date that it cannot represent.
/// </param>
internal sealed record Identity(string Name, string Email, DateTimeOffset Date)
{
    private static readonly long MaxSeconds = DateTimeOffset.MaxValue.ToUnixTimeSeconds();
    private static readonly TimeSpan MaxOffset = TimeSpan.FromHours(14);
    private static readonly Identity Nobody = new("", "", DateTimeOffset.UnixEpoch);

    /// <summary>Parses the value of an <c>author</c> or <c>committer</c> header.</summary>
    public static Identity Parse(ReadOnlySpan<byte> line, Encoding encoding)
    {
        var open = line.IndexOf((byte)'<');
        var length = open < 0 ? -1 : line[(open + 1)..].IndexOf((byte)'>');
        if (length < 0)
            return Nobody with { Date = ParseDate(line) };

        var name = line[..open].TrimEnd(" \t\r\n"u8);
        var email = line.Slice(open + 1, length);
        return new Identity(encoding.GetString(name), encoding.GetString(email), ParseDate(line));
    }

    /// <returns>
    /// The seconds since 1970 after the last <c>&gt;</c>; 0 when there are none, and the greatest number when they are too many.
    /// </returns>
    public static long ParseTime(ReadOnlySpan<byte> line)
    {
        var date = DatePart(line);
        var digits = date[..Digits(date)];
        if (digits.IsEmpty)
            return 0;

        return Utf8Parser.TryParse(digits, out long seconds, out _) ? seconds : long.MaxValue;
    }

    private static ReadOnlySpan<byte> DatePart(ReadOnlySpan<byte> line) =>
        line[(line.LastIndexOf((byte)'>') + 1)..].TrimStart(" \t\r\n"u8);

    private static DateTimeOffset ParseDate(ReadOnlySpan<byte> line)
    {
        var seconds = line.Contains((byte)'>') ? ParseTime(line) : 0;
        var utc = seconds <= MaxSeconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : DateTimeOffset.UnixEpoch;
        var offset = seconds <= MaxSeconds ? ParseOffset(DatePart(line)) : TimeSpan.Zero;
        return offset.Duration() <= MaxOffset && IsRepresentable(utc, offset) ? utc.ToOffset(offset) : utc;
    }

    private static bool IsRepresentable(DateTimeOffset utc, TimeSpan offset) =>
        offset <= TimeSpan.Zero || utc.Ticks <= DateTime.MaxValue.Ticks - offset.Ticks;

    private static TimeSpan ParseOffset(ReadOnlySpan<byte> date)
    {
        var seconds = Digits(date);
        var offset = date[seconds..].TrimStart(" \t\r\n"u8);
        if (seconds == 0 || offset.IsEmpty || offset[0] is not ((byte)'+' or (byte)'-'))
            return TimeSpan.Zero;

        var digits = offset.Slice(1, Digits(offset[1..]));
        if (!Utf8Parser.TryParse(digits, out int number, out _))
            return TimeSpan.Zero;

        var duration = TimeSpan.FromMinutes(((number / 100) * 60L) + (number % 100));
        return offset[0] == '-' ? -duration : duration;
    }

    private static int Digits(ReadOnlySpan<byte> text)
    {
        var other = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return other < 0 ? text.Length : other;
    }
}
