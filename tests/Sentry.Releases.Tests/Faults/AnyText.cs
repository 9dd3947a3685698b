using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Sentry.Releases.Tests.Faults;

/// <summary>Texts that no parser is made for.</summary>
internal static class AnyText
{
    private static readonly string[] Pieces =
    [
        "", " ", "\0", "\n", "\r\n", "\t", "\u001b[31m", "\ud800", "\udc00", "\u202e", "\uFEFF", "\uFFFD", "\U0001F600", "é", "%", "%2F", "%25", "\\", "\"",
        "'", "'\"", "<", ">", "{", "}", "[", "]", "[[:", "(", ")", "*", "**", "?", "!", "^", "-", "--", "+", "_", "=", "=:[", ":", "://", ";", ",", "@", "/",
        "..", ".git", "\\u", "\\ud800", "null", "-1", "0", "2147483648", "1e999", "99999999999999999999", "$(x)", "@(x)", "%3B", "sntrys_", "[auth]", "token=",
        "true", "False", "Git", "Build;Pack", "2026-01-31", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.9999999-14:00", "https://[",
        "https://a@b:c@d/?e#f", "http://xn--/", "https://\u0661", "https://sentry.io", "C:", "\\\\?\\",
    ];

    /// <summary>Pieces that have a meaning somewhere, alone and in a row, and characters drawn at random.</summary>
    public static Gen<string> Drawn { get; } = Gen.OneOf(
        Gen.Elements(Pieces),
        ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""),
        Gen.ListOf(Gen.Elements(Pieces)).Select(string.Concat));

    /// <summary>Nearly right: samples with pieces inserted, taken out, repeated and swapped.</summary>
    public static Gen<string> Near(params string[] samples) =>
        Gen.Choose(1, int.MaxValue).Select(seed => Mutate(new Random(seed), samples));

    /// <summary>The same as UTF-8 with some bytes changed.</summary>
    public static Gen<byte[]> NearAsBytes(params string[] samples) => Gen.Choose(1, int.MaxValue).Select(seed =>
    {
        var random = new Random(seed);
        var bytes = Encoding.UTF8.GetBytes(Mutate(random, samples));
        for (var changes = random.Next(4); changes > 0 && bytes.Length > 0; changes--)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);

        return bytes;
    });

    private static string Mutate(Random random, string[] samples)
    {
        var text = samples[random.Next(samples.Length)];
        for (var changes = random.Next(1, 8); changes > 0; changes--)
        {
            var at = random.Next(text.Length + 1);
            var length = random.Next(Math.Min(text.Length - at, 20) + 1);
            text = random.Next(7) switch
            {
                0 => text.Remove(at, length),
                1 => text[..at],
                2 => text.Insert(at, string.Concat(Enumerable.Repeat(text.Substring(at, length), random.Next(1, 60)))),
                3 => text[..at] + samples[random.Next(samples.Length)],
                4 => text.Remove(at, length).Insert(at, ((char)random.Next(0x250)).ToString()),
                _ => text.Insert(at, Pieces[random.Next(Pieces.Length)]),
            };
        }

        return text;
    }
}
