using System.Globalization;
using System.Text.RegularExpressions;

namespace Sentry.StandIn.Validation;

/// <summary>Dates in ISO 8601, with a time; UTC where no offset is given; digits beyond microseconds are dropped.</summary>
internal static partial class DateRule
{
    public const string Message =
        "Datetime has wrong format. Use one of these formats instead: YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z].";

    public static DateTimeOffset? Parse(string text)
    {
        var match = Pattern().Match(text);
        if (!match.Success)
            return null;

        try
        {
            var date = new DateTime(
                Number(match, "year"), Number(match, "month"), Number(match, "day"),
                Number(match, "hour"), Number(match, "minute"), Number(match, "second"), DateTimeKind.Utc);
            var microseconds = match.Groups["fraction"].Value.PadRight(6, '0');
            return new DateTimeOffset(date
                .AddMicroseconds(int.Parse(microseconds, CultureInfo.InvariantCulture))
                .Subtract(Offset(match)));
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    public static bool HasOffset(string text) => Pattern().Match(text).Groups["sign"].Success || text.EndsWith('Z');

    private static TimeSpan Offset(Match match)
    {
        var offset = new TimeSpan(Number(match, "offsetHours"), Number(match, "offsetMinutes"), 0);
        return match.Groups["sign"].Value == "-" ? -offset : offset;
    }

    private static int Number(Match match, string group) =>
        match.Groups[group].Success ? int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(
        """
        ^(?<year>[0-9]{4})-(?<month>[0-9]{1,2})-(?<day>[0-9]{1,2})
        [T\ ](?<hour>[0-9]{1,2}):(?<minute>[0-9]{1,2})
        (:(?<second>[0-9]{1,2})([.,](?<fraction>[0-9]{1,6})[0-9]*)?)?
        \s*(Z|(?<sign>[+-])(?<offsetHours>[0-9]{2})(:?(?<offsetMinutes>[0-9]{2}))?)?\z
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
