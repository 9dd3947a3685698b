using System.Net.Http.Headers;

namespace Sentry.Releases.SentryApi;

/// <summary>The only place where the token meets a request, and only one to the configured server.</summary>
internal sealed class AuthorizationHandler(Uri server, AuthToken token, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        base.Send(Authorized(request), cancellationToken);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        base.SendAsync(Authorized(request), cancellationToken);

    private HttpRequestMessage Authorized(HttpRequestMessage request)
    {
        if (!server.IsBaseOf(request.RequestUri!))
            throw new InvalidOperationException("A request to another server than the configured one.");

        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);
        return request;
    }
}
