namespace Sentry.Releases.SentryApi;

/// <summary>An authentication token. Its value leaves this type only for the Authorization header.</summary>
public sealed class AuthToken
{
    private readonly Lazy<TokenBlotter> _blotter;

    /// <param name="value">The token: one word of printable ASCII.</param>
    /// <exception cref="ArgumentException">The value is empty or holds anything but printable ASCII.</exception>
    public AuthToken(string value)
    {
        if (!IsWellFormed(value))
            throw new ArgumentException("A token is one word of printable ASCII.", nameof(value));

        Value = value;
        _blotter = new Lazy<TokenBlotter>(() => new TokenBlotter(value));
    }

    internal string Value { get; }

    /// <summary>
    /// Replaces the token, and the secret part of an organization token, by <c>***</c>: as it is, in any case, percent-encoded,
    /// JSON-escaped, and in base64.
    /// </summary>
    public string Redact(string text) => _blotter.Value.Blot(text);

    /// <returns>Never the token.</returns>
    public override string ToString() => TokenBlotter.Replacement;

    internal static bool IsWellFormed(string value) => value.Length > 0 && value.All(c => c is > ' ' and <= '~');
}
