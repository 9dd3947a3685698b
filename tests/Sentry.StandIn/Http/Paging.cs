using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Extensions;

namespace Sentry.StandIn.Http;

/// <summary>Answers with one page of a list and a <c>Link</c> header that leads to its neighbours.</summary>
internal static class Paging
{
    private const int MaxPerPage = 100;

    public static Task WriteAsync<T>(HttpContext context, IReadOnlyList<T> all, Func<T, JsonNode> json)
    {
        var perPage = PerPage(context.Request.Query["per_page"]);
        var offset = Offset(context.Request.Query["cursor"]);
        var page = all.Skip(offset).Take(perPage).ToList();
        var previous = Math.Max(0, offset - perPage);
        var next = offset + page.Count;
        context.Response.Headers.Link =
            Link(context.Request, "previous", Invariant($"0:{previous}:1"), hasResults: offset > 0) + ", "
            + Link(context.Request, "next", Invariant($"0:{next}:0"), hasResults: next < all.Count);
        return JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, new JsonArray([.. page.Select(json)]));
    }

    private static string Link(HttpRequest request, string relation, string cursor, bool hasResults)
    {
        var query = string.Join('&', request.Query
            .Where(parameter => parameter.Key != "cursor")
            .SelectMany(parameter => parameter.Value.Select(value => $"{parameter.Key}={Uri.EscapeDataString(value ?? "")}")));
        var url = UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase, request.Path);
        var results = hasResults ? "true" : "false";
        return $"<{url}?{query}&cursor={cursor}>; rel=\"{relation}\"; results=\"{results}\"; cursor=\"{cursor}\"";
    }

    private static int PerPage(string? value)
    {
        if (string.IsNullOrEmpty(value))
            return MaxPerPage;

        if (!int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var perPage) || perPage < 1)
            throw Refused("Invalid per_page parameter.");

        return perPage <= MaxPerPage ? perPage : throw Refused(Invariant($"Invalid per_page value. Must be between 1 and {MaxPerPage}."));
    }

    private static int Offset(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
            return 0;

        var parts = cursor.Split(':');
        return parts.Length == 3 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            ? offset
            : throw Refused("Invalid cursor parameter.");
    }

    private static ApiException Refused(string detail) => ApiException.Detail(StatusCodes.Status400BadRequest, detail);
}
