namespace Sentry.Releases.Settings;

/// <summary>An authentication token. Its value leaves this type only for the Authorization header and to be blotted out of texts.</summary>
public sealed class AuthToken
{
    /// <param name="value">The token: one word of printable ASCII.</param>
    /// <exception cref="ArgumentException">The value is empty or holds anything but printable ASCII.</exception>
    public AuthToken(string value)
    {
        if (value.Length == 0 || value.Any(c => c is <= ' ' or > '~'))
            throw new ArgumentException("A token is one word of printable ASCII.", nameof(value));

        Value = value;
    }

    internal string Value { get; }

    /// <returns>Never the token.</returns>
    public override string ToString() => "***";
}
