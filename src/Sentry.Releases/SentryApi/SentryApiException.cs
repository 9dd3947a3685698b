using System.Net;

namespace Sentry.Releases.SentryApi;

/// <summary>A request that did not succeed. The message is one plain sentence or two with the mend, and never holds the token.</summary>
public sealed class SentryApiException : Exception
{
    internal SentryApiException(string code, string message, HttpStatusCode? status, IReadOnlyList<string> fields)
        : base(message)
    {
        Code = code;
        Status = status;
        Fields = fields;
    }

    /// <summary>One of <see cref="Diagnostics.DiagnosticCodes"/>, 3xxx.</summary>
    public string Code { get; }

    /// <summary>The last answer's status; <see langword="null"/> when there was no answer.</summary>
    public HttpStatusCode? Status { get; }

    /// <summary>The top-level fields of the request that the server objected to; empty when it named none.</summary>
    public IReadOnlyList<string> Fields { get; }
}
