using System.Text;
using Sentry.Releases.Tests.Settings;

namespace Sentry.Releases.Tests.Faults;

/// <summary>The search that all tests of secrecy rest on finds what it looks for.</summary>
[TestClass]
public sealed class SecretTests
{
    private const string Before = "Authorization: Bearer ";

    public static IEnumerable<object[]> Hidden
    {
        get
        {
            foreach (var (name, form) in Secret.Forms(Tokens.User))
                yield return [name, form];

            foreach (var beside in new[] { "", "a", "ab" })
                yield return [$"base64 behind '{beside}'", Convert.ToBase64String(Encoding.UTF8.GetBytes(beside + Tokens.User + beside))];

            yield return ["hexadecimal", Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Tokens.User))];
            yield return ["UTF-16", Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(Tokens.User))];
            yield return ["UTF-16, big-endian", Encoding.Latin1.GetString(Encoding.BigEndianUnicode.GetBytes(Tokens.User))];
        }
    }

    [TestMethod]
    [DynamicData(nameof(Hidden))]
    public void A_token_is_found_in_every_form(string name, string form) =>
        Assert.IsTrue(Secret.IsIn($"{Before}{form}, and more", Tokens.User), name);

    [TestMethod]
    public void Another_token_is_not_found() => Assert.IsFalse(Secret.IsIn(Before + Tokens.Bare, Tokens.User));
}
