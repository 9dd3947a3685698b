namespace Sentry.StandIn.Http;

/// <summary>Finds the token that a request carries.</summary>
internal sealed class Authentication(IReadOnlyList<StandInToken> tokens)
{
    /// <exception cref="ApiException">401 without a good token.</exception>
    public StandInToken Require(HttpContext context) =>
        Find(context) ?? throw Unauthorized("Authentication credentials were not provided.");

    /// <returns><see langword="null"/> where the request carries none.</returns>
    /// <exception cref="ApiException">401 for a token that is not good.</exception>
    public StandInToken? Find(HttpContext context)
    {
        var words = context.Request.Headers.Authorization.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || !words[0].Equals("Bearer", StringComparison.OrdinalIgnoreCase))
            return null;

        if (words.Length == 1)
            throw Unauthorized("Invalid token header. No credentials provided.");

        if (words.Length > 2)
            throw Unauthorized("Invalid token header. Token string should not contain spaces.");

        var token = tokens.FirstOrDefault(token => token.Value == words[1])
            ?? throw Unauthorized(StandInToken.IsOfOrganization(words[1]) ? "Invalid org token" : "Invalid token");
        return token.Expired ? throw Unauthorized("Token expired") : token;
    }

    private static ApiException Unauthorized(string detail) => ApiException.Detail(StatusCodes.Status401Unauthorized, detail);
}
