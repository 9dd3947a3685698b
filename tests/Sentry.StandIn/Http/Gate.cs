namespace Sentry.StandIn.Http;

/// <summary>What stands before every endpoint, in the server's order: rate limit, token, organization, scope.</summary>
internal sealed class Gate(StandInOptions options, IReadOnlyList<StandInToken> tokens)
{
    private readonly RateLimiter _rateLimiter = new(options);

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is not RouteEndpoint endpoint)
        {
            // Routing found the path but not the method; the server looks at the token first.
            Authenticate(context);
            throw ApiException.Detail(
                StatusCodes.Status405MethodNotAllowed,
                $"Method \"{context.Request.Method}\" not allowed.");
        }

        if (endpoint.Metadata.GetMetadata<Access>() is not { } access)
            return next(context);

        if (access.RateLimited && !_rateLimiter.Admit(context))
            return _rateLimiter.RefuseAsync(context);

        var token = Authenticate(context);
        RequireOrganization(context);
        if (token.Organization is { } other && other != options.Organization || !token.Scopes.Intersect(access.Scopes).Any())
            throw ApiException.Forbidden();

        context.Features.Set(new Caller(
            token,
            [.. options.Projects.Where(project => token.Projects?.Contains(project.Slug) ?? true)]));
        return next(context);
    }

    private StandInToken Authenticate(HttpContext context)
    {
        var words = context.Request.Headers.Authorization.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || !words[0].Equals("Bearer", StringComparison.OrdinalIgnoreCase))
            throw Unauthorized("Authentication credentials were not provided.");

        if (words.Length == 1)
            throw Unauthorized("Invalid token header. No credentials provided.");

        if (words.Length > 2)
            throw Unauthorized("Invalid token header. Token string should not contain spaces.");

        var token = tokens.FirstOrDefault(token => token.Value == words[1])
            ?? throw Unauthorized(words[1].StartsWith("sntrys_", StringComparison.Ordinal) ? "Invalid org token" : "Invalid token");
        return token.Expired ? throw Unauthorized("Token expired") : token;
    }

    private void RequireOrganization(HttpContext context)
    {
        var slugOrId = (string)context.Request.RouteValues["organization"]!;
        if (slugOrId != options.Organization && slugOrId != Invariant($"{options.OrganizationId}"))
            throw ApiException.NotFound();
    }

    private static ApiException Unauthorized(string detail) => ApiException.Detail(StatusCodes.Status401Unauthorized, detail);
}
