using System.Text;

namespace Sentry.Releases.Tests.Faults;

/// <summary>Inputs that are nearly right: samples with pieces inserted, taken out, repeated and swapped. The same ones in each run.</summary>
internal static class Fuzz
{
    private static readonly string[] Pieces =
    [
        "", " ", "\0", "\n", "\r\n", "\t", "\u001b[31m", "\ud800", "\udc00", "\u202e", "\uFEFF", "\uFFFD", "\U0001F600", "é", "%", "%2F", "%25", "\\", "\"",
        "'", "<", ">", "{", "}", "[", "]", "[[:", "(", ")", "*", "**", "?", "!", "^", "-", "--", "+", "_", "=", ":", "://", ";", ",", "@", "/", "..", ".git",
        "\\u", "\\ud800", "null", "-1", "1e999", "99999999999999999999", "$(x)", "@(x)", "%3B", "sntrys_",
    ];

    public static IEnumerable<string> Texts(int count, params string[] samples)
    {
        var random = new Random(20_261_122);
        for (var i = 0; i < count; i++)
            yield return Mutate(random, samples[random.Next(samples.Length)], samples);
    }

    /// <summary>The same as UTF-8 with some bytes changed.</summary>
    public static IEnumerable<byte[]> Bytes(int count, params string[] samples)
    {
        var random = new Random(20_261_122);
        foreach (var text in Texts(count, samples))
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            for (var changes = random.Next(4); changes > 0 && bytes.Length > 0; changes--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);

            yield return bytes;
        }
    }

    private static string Mutate(Random random, string text, string[] samples)
    {
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
