using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sentry.StandIn;

namespace Sentry.Releases.Tests.StandIn;

/// <summary>A stand-in of its own for one test, and a plain client that speaks to it.</summary>
internal sealed class StandInClient : IAsyncDisposable
{
    private readonly HttpClient _http = new();

    private StandInClient(SentryStandIn sentry)
    {
        Sentry = sentry;
        _http.BaseAddress = new Uri(sentry.Url, "api/0/organizations/acme/");
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", sentry.Token);
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("stand-in-tests/1.0");
    }

    public SentryStandIn Sentry { get; }

    public HttpRequestHeaders DefaultHeaders => _http.DefaultRequestHeaders;

    public static async Task<StandInClient> StartAsync(StandInOptions? options = null) =>
        new(await SentryStandIn.StartAsync(options));

    public Task<Answer> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    public Task<Answer> DeleteAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Delete, path));

    public Task<Answer> PostAsync(string path, string json) => SendAsync(Request(HttpMethod.Post, path, json));

    public Task<Answer> PutAsync(string path, string json) => SendAsync(Request(HttpMethod.Put, path, json));

    /// <summary>Creates a release in the project <c>web</c>; <paramref name="rest"/> is what the body holds besides.</summary>
    public Task<Answer> CreateAsync(string version, string rest = "") =>
        PostAsync(
            "releases/",
            $$"""{"version": {{JsonSerializer.Serialize(version)}}, "projects": ["web"]{{(rest.Length > 0 ? ", " : "")}}{{rest}}}""");

    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using (request)
        using (var response = await _http.SendAsync(request))
            return new Answer(
                (int)response.StatusCode,
                await response.Content.ReadAsStringAsync(),
                response.Content.Headers.ContentType?.MediaType,
                response.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value)));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Sentry.DisposeAsync();
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, string json) =>
        new(method, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
}

/// <summary>What came back.</summary>
internal sealed record Answer(int Status, string Text, string? MediaType, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Text);

    /// <summary>The strings that a list's objects hold under a name, joined by <c>|</c>.</summary>
    public string Each(string name) => string.Join('|', Json.EnumerateArray().Select(item => item.GetProperty(name).GetString()));

    public void AssertIs(int status, string json)
    {
        Assert.AreEqual(status, Status, Text);
        Assert.IsTrue(JsonElement.DeepEquals(JsonSerializer.Deserialize<JsonElement>(json), Json), $"Expected {json}, was {Text}");
    }

    public void AssertIs(int status) => Assert.AreEqual(status, Status, Text);

    /// <summary>Asserts that one field was refused.</summary>
    /// <param name="field">The field's path, such as <c>commits.0.id</c>.</param>
    /// <param name="message">The only message.</param>
    public void AssertRefused(string field, string message)
    {
        JsonNode errors = new JsonArray(message);
        foreach (var name in field.Split('.').Reverse())
            errors = new JsonObject { [name] = errors };

        AssertIs(400, errors.ToJsonString());
    }

    public void AssertIsCrash()
    {
        Assert.AreEqual(500, Status, Text);
        Assert.AreEqual("Internal Error", Json.GetProperty("detail").GetString());
        Assert.AreEqual(32, Json.GetProperty("errorId").GetString()!.Length);
    }
}
