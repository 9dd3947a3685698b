using System.Globalization;
using System.Text;

namespace Sentry.Releases.MSBuild;

/// <summary>Texts in items, where MSBuild would take some characters for its own.</summary>
internal static class ItemText
{
    /// <summary>MSBuild's special characters, and the backslash, which it makes a slash on systems where that separates folders.</summary>
    private const string Special = @"%*?@$();'\";

    /// <returns>The text as MSBuild must hold it for readers to get it back unchanged.</returns>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (Special.Contains(c, StringComparison.Ordinal))
                escaped.Append(CultureInfo.InvariantCulture, $"%{(int)c:x2}");
            else
                escaped.Append(c);
        }

        return escaped.ToString();
    }
}
