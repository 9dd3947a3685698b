namespace Sentry.StandIn.Http;

/// <summary>What stands before every endpoint, in the server's order: rate limit, token, organization, project, scope.</summary>
internal sealed class Gate(StandInOptions options, Authentication authentication)
{
    private readonly RateLimiter _rateLimiter = new(options);

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is not RouteEndpoint endpoint)
        {
            // Routing found the path but not the method; the server looks at the token first.
            authentication.Require(context);
            throw ApiException.Detail(
                StatusCodes.Status405MethodNotAllowed,
                $"Method \"{context.Request.Method}\" not allowed.");
        }

        if (endpoint.Metadata.GetMetadata<Access>() is not { } access)
            return next(context);

        if (access.RateLimited && !_rateLimiter.Admit(context))
            return _rateLimiter.RefuseAsync(context);

        context.Features.Set(Admit(context, access));
        return next(context);
    }

    private Caller Admit(HttpContext context, Access access)
    {
        var token = authentication.Require(context);
        RequireOrganization(context);
        var project = FindProject(context);
        if (token.Organization is { } other && other != options.Organization || !token.Scopes.Intersect(access.Scopes).Any())
            throw ApiException.Forbidden();

        var caller = new Caller(token, [.. options.Projects.Where(project => token.Projects?.Contains(project.Slug) ?? true)]);
        return project is null || caller.Sees(project) ? caller : throw ApiException.Forbidden();
    }

    private void RequireOrganization(HttpContext context)
    {
        var slugOrId = (string)context.Request.RouteValues["organization"]!;
        if (slugOrId != options.Organization && slugOrId != Invariant($"{options.OrganizationId}"))
            throw ApiException.NotFound();
    }

    /// <summary>The project that the path names.</summary>
    /// <returns><see langword="null"/> where it names none.</returns>
    private StandInProject? FindProject(HttpContext context) =>
        context.Request.RouteValues.TryGetValue("project", out var slugOrId)
            ? options.FindProject((string)slugOrId!) ?? throw ApiException.NotFound()
            : null;
}
