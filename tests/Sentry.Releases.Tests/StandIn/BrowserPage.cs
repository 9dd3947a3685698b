using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;

namespace Sentry.Releases.Tests.StandIn;

/// <summary>A page in the browser, driven by the browser's debugging protocol.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    private readonly Chromium _browser;
    private readonly ClientWebSocket _socket = new();
    private string? _target;
    private int _lastId;

    private BrowserPage(Chromium browser) => _browser = browser;

    /// <summary>Opens a page and waits until it has loaded.</summary>
    /// <param name="page">Its address.</param>
    /// <param name="width">The window's width in CSS pixels: 390 is a phone, 1280 a desk.</param>
    /// <param name="height">The window's height in CSS pixels.</param>
    /// <param name="scripts">Whether scripts run.</param>
    public static async Task<BrowserPage> OpenAsync(Uri page, int width = 1280, int height = 900, bool scripts = true)
    {
        var opened = new BrowserPage(await Chromium.GetAsync());
        try
        {
            await opened.ConnectAsync();
            await opened.SendAsync(
                "Emulation.setDeviceMetricsOverride",
                new { width, height, deviceScaleFactor = 1, mobile = width < 600 });
            await opened.SendAsync("Emulation.setScriptExecutionDisabled", new { value = !scripts });
            await opened.SendAsync("Page.navigate", new { url = page.AbsoluteUri });
            while ((await opened.EvaluateAsync("document.readyState")).GetString() != "complete")
                await Task.Delay(TimeSpan.FromMilliseconds(20));

            return opened;
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    /// <summary>The value of an expression in the page.</summary>
    public async Task<JsonElement> EvaluateAsync(string expression)
    {
        var result = await SendAsync("Runtime.evaluate", new { expression, returnByValue = true, awaitPromise = true });
        Assert.IsFalse(result.TryGetProperty("exceptionDetails", out var error), error.ToString());
        return result.GetProperty("result").TryGetProperty("value", out var value) ? value : default;
    }

    /// <summary>The document as the browser has made it.</summary>
    public async Task<string> ReadDocumentAsync() => (await EvaluateAsync("document.documentElement.outerHTML")).GetString()!;

    /// <summary>Writes text as a person at the keyboard does, where the focus is.</summary>
    public Task TypeAsync(string text) => SendAsync("Input.insertText", new { text });

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        if (_target is null)
            return;

        using var http = new HttpClient { BaseAddress = _browser.Address };
        using var closed = await http.GetAsync($"json/close/{_target}");
    }

    private async Task ConnectAsync()
    {
        using var http = new HttpClient { BaseAddress = _browser.Address };
        using var answer = await http.PutAsync("json/new?about:blank", content: null);
        var target = await answer.Content.ReadFromJsonAsync<JsonElement>();
        _target = target.GetProperty("id").GetString();
        using var timeout = new CancellationTokenSource(Timeout);
        await _socket.ConnectAsync(new Uri(target.GetProperty("webSocketDebuggerUrl").GetString()!), timeout.Token);
    }

    private async Task<JsonElement> SendAsync(string method, object parameters)
    {
        var id = ++_lastId;
        using var timeout = new CancellationTokenSource(Timeout);
        var request = JsonSerializer.SerializeToUtf8Bytes(new { id, method, @params = parameters });
        await _socket.SendAsync(request, WebSocketMessageType.Text, endOfMessage: true, timeout.Token);
        var answer = await ReceiveAsync(message => message.TryGetProperty("id", out var other) && other.GetInt32() == id);
        return answer.TryGetProperty("result", out var result) ? result : throw new AssertFailedException($"{method}: {answer}");
    }

    /// <summary>The first message that is asked for; others are passed over.</summary>
    private async Task<JsonElement> ReceiveAsync(Func<JsonElement, bool> isAskedFor)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        while (true)
        {
            using var message = new MemoryStream();
            var buffer = new byte[16 * 1024];
            WebSocketReceiveResult part;
            do
            {
                part = await _socket.ReceiveAsync(buffer, timeout.Token);
                message.Write(buffer, 0, part.Count);
            }
            while (!part.EndOfMessage);

            var json = JsonSerializer.Deserialize<JsonElement>(message.ToArray());
            if (isAskedFor(json))
                return json;
        }
    }
}
