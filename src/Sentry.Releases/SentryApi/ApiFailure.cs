using System.Globalization;
using System.Net;
using System.Security.Authentication;
using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.SentryApi;

/// <summary>Says what went wrong and what mends it, for every way in which a call can fail.</summary>
internal static class ApiFailure
{
    public static SentryApiException Answered(Call call, Connection connection, Exchange exchange, int tries)
    {
        var reason = ErrorBody.Reason(exchange);
        var fields = exchange.Status == HttpStatusCode.BadRequest ? ErrorBody.Fields(exchange) : [];
        var (code, text) = exchange.Status switch
        {
            HttpStatusCode.BadRequest => (DiagnosticCodes.Refused, $"Sentry refused it{Because(reason)}. {Mend(call, fields)}"),
            HttpStatusCode.Unauthorized => (DiagnosticCodes.Unauthorized,
                $"Sentry does not accept the token{Because(reason)}. Put a valid token of {Host(connection)} into {EnvironmentNames.AuthToken}."),
            HttpStatusCode.Forbidden => (DiagnosticCodes.Forbidden,
                $"the token may not do this{Because(reason)}. It needs the scope {call.Scope}, or be an organization token (org:ci) of '{connection.Organization}'.{Also(call)}"),
            HttpStatusCode.NotFound => (DiagnosticCodes.NotFound,
                $"{Host(connection)} knows no such thing in the organization '{connection.Organization}', or the token cannot see it{Because(reason)}. Check {Listed([.. call.Settings, PropertyNames.Organization, PropertyNames.Server])}."),
            HttpStatusCode.Conflict => (DiagnosticCodes.Locked,
                $"another request still holds the release{Because(reason)}, after {Tries(tries)}. Try again, or raise {PropertyNames.Timeout}."),
            HttpStatusCode.TooManyRequests => (DiagnosticCodes.RateLimited,
                $"Sentry limits the rate of requests{Because(reason)}, after {Tries(tries)}. Try again later, or raise {PropertyNames.Timeout}."),
            var status when RetryPolicy.IsPassing(status) || (int)status >= 500 => (DiagnosticCodes.Unreachable,
                $"{Host(connection)} answered {(int)status}{Because(reason)}, after {Tries(tries)}. Try again when it works, or raise {PropertyNames.Timeout}."),
            var status => (DiagnosticCodes.UnexpectedResponse,
                $"{Host(connection)} answered {(int)status}, which is not an answer of Sentry's{Because(Target(exchange) ?? reason)}. Check {PropertyNames.Server}."),
        };
        return Failure(code, call, connection, text, exchange.Status, fields);
    }

    public static SentryApiException Foreign(Call call, Connection connection, HttpStatusCode status, string reason) =>
        Failure(DiagnosticCodes.UnexpectedResponse, call, connection,
            $"{Host(connection)} answered {(int)status}, but not as Sentry does: {reason}. Check {PropertyNames.Server}.", status);

    public static SentryApiException TimedOut(Call call, Connection connection, TimeSpan budget, Exception? fault) =>
        Failure(DiagnosticCodes.Unreachable, call, connection, string.Create(CultureInfo.InvariantCulture,
            $"{Host(connection)} did not answer within {budget.TotalSeconds:0.###} s{Because(fault is null ? "" : Cause(fault))}. Check {PropertyNames.Server} and the network, or raise {PropertyNames.Timeout}."));

    /// <summary>No answer was read.</summary>
    public static SentryApiException Unanswered(Call call, Connection connection, Exception fault, int tries)
    {
        var cause = Because(Cause(fault));
        var (code, text) = RetryPolicy.KindOf(fault) switch
        {
            _ when fault.InnerException is AuthenticationException => (DiagnosticCodes.Unreachable,
                $"the certificate of {Host(connection)} is not trusted{cause}, so nothing was sent. Check {PropertyNames.Server}, or let this machine trust who issued it."),
            HttpRequestError.ProxyTunnelError => (DiagnosticCodes.Unreachable,
                $"the proxy refused the way to {Host(connection)}{cause}. Check the address, the user name and the password in {EnvironmentNames.HttpsProxy} or {EnvironmentNames.AllProxy}, or list the host in {EnvironmentNames.NoProxy}."),
            HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded => (DiagnosticCodes.UnexpectedResponse,
                $"{Host(connection)} answered, but not as Sentry does{cause}. Check {PropertyNames.Server}."),
            _ => (DiagnosticCodes.Unreachable,
                $"{Host(connection)} could not be reached{Through(connection)}{cause}, after {Tries(tries)}. Check {PropertyNames.Server}, the network and the proxy."),
        };
        return Failure(code, call, connection, text);
    }

    /// <summary>What others wrote may hold the token: an answer that echoes it, a message of the framework that quotes the answer.</summary>
    private static SentryApiException Failure(
        string code, Call call, Connection connection, string text, HttpStatusCode? status = null, IReadOnlyList<string>? fields = null) =>
        new(code, connection.Token.Redact($"Could not {call.Purpose}: {text}"), status, fields ?? []);

    private static string Host(Connection connection) => connection.Server.GetLeftPart(UriPartial.Path).TrimEnd('/');

    private static string Through(Connection connection) =>
        connection.Proxy?.Address is { } proxy ? $" through the proxy {proxy.Authority}" : "";

    private static string Because(string reason) => reason.Length == 0 ? "" : $" ({OneLine.Of(reason)})";

    private static string Mend(Call call, IReadOnlyList<string> fields) =>
        call.Settings.Count > 0 && fields.Count == 0 ? $"Check {Listed(call.Settings)}." : FieldMends.Of(fields);

    private static string Also(Call call) => call.Settings.Count == 0 ? "" : $" Check {Listed(call.Settings)}, too.";

    private static string Listed(IReadOnlyList<string> settings) =>
        settings.Count == 1 ? settings[0] : $"{string.Join(", ", settings.SkipLast(1))} and {settings[^1]}";

    private static string Tries(int count) => count == 1 ? "1 try" : string.Create(CultureInfo.InvariantCulture, $"{count} tries");

    /// <summary>A redirect's target, without what may be a secret in its query.</summary>
    private static string? Target(Exchange exchange) =>
        exchange.Headers.Location is { } location
            ? $"it points to {(location.IsAbsoluteUri ? $"{location.Scheme}://{location.Authority}" : "another path of the same server")}"
            : null;

    /// <summary>The innermost exception says what happened, those around it only where.</summary>
    private static string Cause(Exception fault) => fault.GetBaseException().Message.TrimEnd('.');
}
