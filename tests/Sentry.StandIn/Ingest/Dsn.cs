using System.Text.Json;
using System.Text.RegularExpressions;

namespace Sentry.StandIn.Ingest;

/// <summary>The address that an application sends its events to; it names the project and carries its public key.</summary>
internal static partial class Dsn
{
    public static string Of(Uri server, StandInProject project) =>
        Invariant($"{server.Scheme}://{PublicKey(project)}@{server.Authority}{server.AbsolutePath}{project.Id}");

    public static string PublicKey(StandInProject project) => Invariant($"{project.Id:x32}");

    /// <summary>The key that a request carries: in a header, in the query, or in the DSN that the envelope itself names.</summary>
    public static string? KeyOf(HttpRequest request, JsonElement envelope)
    {
        if (InHeader().Match(request.Headers["X-Sentry-Auth"].ToString()) is { Success: true } header)
            return header.Groups[1].Value;

        if (request.Query["sentry_key"].ToString() is { Length: > 0 } query)
            return query;

        return envelope.TryGetProperty("dsn", out var dsn) && Uri.TryCreate(dsn.ToString(), UriKind.Absolute, out var uri)
            ? uri.UserInfo.Split(':')[0]
            : null;
    }

    [GeneratedRegex(@"^Sentry\s.*\bsentry_key=([0-9a-f]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex InHeader();
}
