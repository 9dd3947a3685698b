using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Sentry.Releases.MSBuild.Tests.Infrastructure;

/// <summary>A loopback registry with one empty base image for two architectures: container images are built without any network.</summary>
internal sealed class ImageRegistry : IAsyncDisposable
{
    private const string Manifest = "application/vnd.docker.distribution.manifest.v2+json";
    private const string ManifestList = "application/vnd.docker.distribution.manifest.list.v2+json";
    private const string Config = "application/vnd.docker.container.image.v1+json";
    private const string Layer = "application/vnd.docker.image.rootfs.diff.tar.gzip";

    private readonly Dictionary<string, (byte[] Content, string Type)> _content = [];
    private readonly WebApplication _app;

    private ImageRegistry(WebApplication app) => _app = app;

    /// <summary>What goes into <c>ContainerBaseImage</c>.</summary>
    public string BaseImage => $"localhost:{new Uri(_app.Urls.Single()).Port}/base:1";

    public static async Task<ImageRegistry> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var registry = new ImageRegistry(builder.Build());
        registry.AddImage();
        registry._app.Map("/v2/", () => "");
        registry._app.Map("/v2/base/{kind}/{reference}", registry.AnswerAsync);
        await registry._app.StartAsync();
        return registry;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private void AddImage()
    {
        var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, leaveOpen: true))
            writer.WriteEntry(new PaxTarEntry(TarEntryType.Directory, "app/"));

        var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(tar.ToArray());

        var layer = Add(compressed.ToArray(), Layer);
        var platforms = new[] { "amd64", "arm64" }.Select(architecture => new
        {
            mediaType = Manifest,
            digest = AddPlatform(architecture, layer, Digest(tar.ToArray())),
            size = 1,
            platform = new { architecture, os = "linux" },
        });
        var list = Json(new { schemaVersion = 2, mediaType = ManifestList, manifests = platforms.ToArray() });
        _content["1"] = _content[Add(list, ManifestList)];
    }

    private string AddPlatform(string architecture, string layer, string uncompressedLayer)
    {
        var config = Add(
            Json(new { architecture, os = "linux", config = new { }, rootfs = new { type = "layers", diff_ids = new[] { uncompressedLayer } } }),
            Config);
        return Add(
            Json(new
            {
                schemaVersion = 2,
                mediaType = Manifest,
                config = new { mediaType = Config, size = _content[config].Content.Length, digest = config },
                layers = new[] { new { mediaType = Layer, size = _content[layer].Content.Length, digest = layer } },
            }),
            Manifest);
    }

    private async Task AnswerAsync(HttpContext context, string reference)
    {
        if (!_content.TryGetValue(reference, out var found))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = found.Type;
        context.Response.ContentLength = found.Content.Length;
        context.Response.Headers["Docker-Content-Digest"] = Digest(found.Content);
        if (HttpMethods.IsGet(context.Request.Method))
            await context.Response.Body.WriteAsync(found.Content);
    }

    private string Add(byte[] content, string type)
    {
        _content[Digest(content)] = (content, type);
        return Digest(content);
    }

    private static byte[] Json(object value) => JsonSerializer.SerializeToUtf8Bytes(value);

    private static string Digest(byte[] content) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content));
}
