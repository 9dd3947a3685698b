using System.Text.Json.Nodes;
using NJsonSchema;
using NJsonSchema.Infrastructure;

namespace Sentry.Releases.Tests.StandIn;

/// <summary>
/// Sentry's own description of its API, which checks bodies against the vendor's schemas. It may not be copied into the repository, so
/// it is looked for beside it; tests that need it carry <see cref="RequiresOpenApiDescriptionAttribute"/>.
/// </summary>
internal static class OpenApiDescription
{
    public const string RelativePath = "../shared/openapi/sentry-releases.openapi.json";

    private static readonly string? FullPath = FindRepositoryRoot() is { } root ? Path.GetFullPath(RelativePath, root) : null;
    private static readonly Lazy<JsonObject> Paths = new(() =>
        JsonNode.Parse(File.ReadAllText(FullPath!))!["paths"]!.AsObject());

    public static bool IsPresent => File.Exists(FullPath);

    /// <summary>Fails when the operation takes no such body.</summary>
    /// <param name="method">The method, such as <c>POST</c>.</param>
    /// <param name="path">The path with or without a query, from the server's root.</param>
    /// <param name="body">The body's JSON.</param>
    public static Task AssertRequestValid(string method, string path, string body) =>
        AssertValid(Operation(method, path)["requestBody"]?["content"], body, $"{method} {path}");

    /// <summary>
    /// Fails when the operation does not answer so. Statuses whose bodies the description leaves open pass, except 208 of creating a
    /// release, whose body is that of 201.
    /// </summary>
    public static Task AssertResponseValid(string method, string path, int status, string body)
    {
        var responses = Operation(method, path)["responses"]!;
        var content = responses[status == 208 ? "201" : $"{status}"]?["content"];
        return content is null ? Task.CompletedTask : AssertValid(content, body, $"{status} of {method} {path}");
    }

    private static async Task AssertValid(JsonNode? content, string body, string what)
    {
        if (content?["application/json"]?["schema"] is not { } description)
        {
            Assert.Fail($"{what}: the description has no body for it.");
            return;
        }

        var schema = await JsonSchemaSerialization.FromJsonAsync<JsonSchema>(
            description.ToJsonString(),
            SchemaType.OpenApi3,
            documentPath: null,
            root => new JsonReferenceResolver(new JsonSchemaAppender(root, new DefaultTypeNameGenerator())),
            JsonSchema.CreateJsonSerializerContractResolver(SchemaType.OpenApi3),
            CancellationToken.None);
        var errors = schema.Validate(body, SchemaType.OpenApi3);
        Assert.IsEmpty(errors, $"{what}: {string.Join("; ", errors)} in {body}");
    }

    private static JsonNode Operation(string method, string path)
    {
        var segments = path.Split('?')[0].Split('/');
        var template = Paths.Value.FirstOrDefault(entry => Matches(entry.Key.Split('/'), segments));
        return template.Value?[method.ToLowerInvariant()] ?? throw new AssertFailedException($"The description has no {method} {path}.");
    }

    private static bool Matches(string[] template, string[] segments) =>
        template.Length == segments.Length && template.Zip(segments).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second);

    private static string? FindRepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props")))
            folder = folder.Parent;

        return folder?.FullName;
    }
}
