using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Sentry.Releases.Git;

/// <summary>The encodings that commits declare.</summary>
internal static class CommitEncoding
{
    // Names come from the repository: the cache must not grow with a hostile one.
    private const int MaxCached = 64;

    private static readonly ConcurrentDictionary<string, Encoding> Cache = new(StringComparer.OrdinalIgnoreCase);

    /// <returns>
    /// The encoding of that name; UTF-8 when the name is empty, unknown, or of an encoding in which a commit's own headers would not
    /// be ASCII. Bytes that do not decode become U+FFFD.
    /// </returns>
    public static Encoding ByName(string name)
    {
        if (name.Length == 0)
            return Encoding.UTF8;
        if (Cache.TryGetValue(name, out var cached))
            return cached;

        var found = Find(name);
        var encoding = found is not null && found.GetString("author <>"u8) == "author <>" ? found : Encoding.UTF8;
        if (Cache.Count < MaxCached)
            Cache.TryAdd(name, encoding);
        return encoding;
    }

    private static Encoding? Find(string name)
    {
        try
        {
            // The provider is asked directly: registering it would change the whole process.
            return CodePage(name) is { } codePage
                ? CodePagesEncodingProvider.Instance.GetEncoding(codePage) ?? Encoding.GetEncoding(codePage)
                : CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>iconv's <c>CP1251</c>, which .NET knows by number only.</summary>
    private static int? CodePage(string name) =>
        name.StartsWith("cp", StringComparison.OrdinalIgnoreCase)
        && int.TryParse(name.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
