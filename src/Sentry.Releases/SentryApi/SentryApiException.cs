using System.Globalization;
using System.Net;
using System.Security.Authentication;
using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.SentryApi;

/// <summary>A call that did not succeed. The message says what happened, in one line and without the token.</summary>
internal sealed class SentryApiException : Exception
{
    /// <remarks>What others wrote may hold the token: a response that echoes it, a message of the framework that quotes the response.</remarks>
    private SentryApiException(Call call, string code, string text, params IReadOnlyList<Subject> subjects)
        : base(call.Connection.Token.Redact($"Could not {call.Purpose}: {text}"))
    {
        Code = code;
        Subjects = subjects;
    }

    /// <summary>One of <see cref="DiagnosticCodes"/>, 3xxx.</summary>
    public string Code { get; }

    /// <summary>The last response's status; <see langword="null"/> when there was none.</summary>
    public HttpStatusCode? Status { get; private init; }

    /// <summary>
    /// What the failure is about: the fields of the request that the server objects to, where it names any, else what was asked for or
    /// what stands in the way. Where all objections are to paths of changed files, <see cref="Subject.ChangedFiles"/> is among them.
    /// </summary>
    public IReadOnlyList<Subject> Subjects { get; }

    /// <summary>The scope that the token needs for the call, such as <c>project:releases</c>, when it lacks it (403); else <see langword="null"/>.</summary>
    public string? RequiredScope { get; private init; }

    /// <summary>Whether the same call may succeed later: no response, or one that says that the server is busy or failing.</summary>
    public bool IsTransient { get; private init; }

    /// <summary>
    /// Whether no connection to the server could be made, or no response came in all of the client's time: to send less, or another call,
    /// is of no use. A refused proxy and a failure of TLS are among it.
    /// </summary>
    public bool IsServerUnreachable { get; private init; }

    /// <summary>The last response is none of success.</summary>
    public static SentryApiException Refused(Response response, int tries)
    {
        var call = response.Call;
        var error = ErrorBody.Read(response);
        var because = Because(error.Reason);
        var host = Host(call);
        var tried = Counted.Of(tries, "try", "tries");
        (string Code, string Text, IReadOnlyList<Subject> Subjects) failure = response.Status switch
        {
            HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity =>
                (DiagnosticCodes.Refused, $"Sentry refused it{because}.", SubjectsOf(call, error)),
            HttpStatusCode.RequestEntityTooLarge => (
                DiagnosticCodes.Refused,
                $"the request is too large for {host}{because}.",
                call.SubjectOfField("commits") is { } commits ? [commits] : call.Subjects),
            HttpStatusCode.Unauthorized =>
                (DiagnosticCodes.Unauthorized, $"{host} does not accept the token{because}.", [Subject.Token]),
            HttpStatusCode.Forbidden => (
                DiagnosticCodes.Forbidden,
                $"the token is not allowed to do this{because}. It must have the scope {call.Scope}{OrOrganizationToken(call)}.",
                [Subject.Token, .. call.Subjects]),
            HttpStatusCode.NotFound => (
                DiagnosticCodes.NotFound,
                $"{host} has no such thing in the organization '{call.Connection.Organization}', or the token cannot see it{because}.",
                [.. call.Subjects, Subject.Organization, Subject.Server]),
            HttpStatusCode.Conflict =>
                (DiagnosticCodes.Locked, $"another request still holds the release{because}, after {tried}.", [Subject.Timeout]),
            HttpStatusCode.TooManyRequests =>
                (DiagnosticCodes.RateLimited, $"Sentry limits the rate of requests{because}, after {tried}.", [Subject.Timeout]),
            var status when RetryPolicy.IsTransient(status) || (int)status >= 500 =>
                (DiagnosticCodes.Unreachable, $"{host} answered {(int)status}{because}, after {tried}.", [Subject.Server, Subject.Timeout]),
            var status => (
                DiagnosticCodes.UnexpectedResponse,
                $"{host} answered {(int)status}, which is not a response of Sentry's{Because(Target(response) ?? error.Reason)}.",
                [Subject.Server]),
        };
        return new(call, failure.Code, failure.Text, failure.Subjects)
        {
            Status = response.Status,
            RequiredScope = response.Status == HttpStatusCode.Forbidden ? call.Scope : null,
            IsTransient = RetryPolicy.IsTransient(response.Status),
        };
    }

    /// <summary>A response that Sentry would not send.</summary>
    public static SentryApiException Unexpected(Call call, HttpStatusCode status, string reason) =>
        new(call, DiagnosticCodes.UnexpectedResponse, $"{Host(call)} answered {(int)status}, but not as Sentry does: {reason}.", Subject.Server)
        {
            Status = status,
        };

    /// <summary>Time ran out while a try was under way.</summary>
    public static SentryApiException TimedOut(Call call, TimeSpan budget, Exception? fault, bool isServerUnreachable)
    {
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{Host(call)} did not answer within {budget.TotalSeconds:0.###} s{(fault is null ? "" : Because(Cause(fault)))}.");
        return new(call, DiagnosticCodes.Unreachable, text, Subject.Server, Subject.Timeout)
        {
            IsTransient = true,
            IsServerUnreachable = isServerUnreachable,
        };
    }

    /// <summary>The server was given up before; nothing was sent.</summary>
    public static SentryApiException KnownUnreachable(Call call) =>
        Unreachable(call, $"{Host(call)} could not be reached before, so it was not tried again.", Subject.Server);

    /// <summary>No response was read.</summary>
    public static SentryApiException Unanswered(Call call, Exception fault, int tries)
    {
        var cause = Because(Cause(fault));
        var host = Host(call);
        return RetryPolicy.KindOf(fault) switch
        {
            _ when fault.InnerException is AuthenticationException =>
                Unreachable(call, $"TLS with {host} failed{cause}, so nothing was sent. This machine must trust the server's certificate.", Subject.Server),
            HttpRequestError.ProxyTunnelError =>
                Unreachable(call, $"the proxy refused to connect to {host}{cause}.", Subject.Proxy),
            HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded =>
                new(call, DiagnosticCodes.UnexpectedResponse, $"{host} answered, but not as Sentry does{cause}.", Subject.Server),
            _ => new(
                call, DiagnosticCodes.Unreachable,
                $"{host} could not be reached{Through(call)}{cause}, after {Counted.Of(tries, "try", "tries")}.",
                Subject.Server,
                Subject.Proxy)
            {
                IsTransient = true,
                IsServerUnreachable = true,
            },
        };
    }

    private static SentryApiException Unreachable(Call call, string text, Subject subject) =>
        new(call, DiagnosticCodes.Unreachable, text, subject) { IsServerUnreachable = true };

    private static IReadOnlyList<Subject> SubjectsOf(Call call, ErrorBody error)
    {
        if (error.Fields.Count == 0)
            return call.Subjects;

        var subjects = error.Fields.Select(call.SubjectOfField).OfType<Subject>();
        return [.. subjects, .. error.IsAboutFilesOnly ? [Subject.ChangedFiles] : (Subject[])[]];
    }

    private static string OrOrganizationToken(Call call) =>
        call.TakesOrganizationTokens ? $" or be an organization token of '{call.Connection.Organization}'" : "";

    private static string Host(Call call) => call.Connection.Server.GetLeftPart(UriPartial.Path).TrimEnd('/');

    private static string Through(Call call) =>
        call.Connection.Proxy?.Address is { } proxy ? $" through the proxy {proxy.Authority}" : "";

    private static string Because(string reason) => reason.Length == 0 ? "" : $" ({OneLine.Of(reason)})";

    /// <summary>A redirect's target, without what may be a secret in its query.</summary>
    private static string? Target(Response response) =>
        response.Headers.Location is { } location
            ? $"it points to {(location.IsAbsoluteUri ? $"{location.Scheme}://{location.Authority}" : "another path of the same server")}"
            : null;

    /// <summary>The innermost exception says what happened, those around it only where.</summary>
    private static string Cause(Exception fault) => fault.GetBaseException().Message.TrimEnd('.');
}
