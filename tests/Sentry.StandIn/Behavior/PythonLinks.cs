using System.Text.RegularExpressions;

namespace Sentry.StandIn.Behavior;

/// <summary>
/// The <c>Link</c> header of GlitchTip: both links in one text, and that text the only entry of a set. A link that leads nowhere has no
/// cursor.
/// </summary>
internal static partial class PythonLinks
{
    public static void Rewrite(IHeaderDictionary headers)
    {
        if (headers.Link.ToString() is { Length: > 0 } links)
            headers.Link = $"{{'{CursorToNowhere().Replace(links, "results=\"false\"")}'}}";
    }

    [GeneratedRegex("results=\"false\"; cursor=\"[^\"]*\"")]
    private static partial Regex CursorToNowhere();
}
