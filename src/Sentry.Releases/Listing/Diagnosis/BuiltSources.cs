using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using Sentry.Releases.Naming;
using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Listing.Diagnosis;

/// <summary>A source file of the built application.</summary>
/// <param name="Path">The path in the symbols, which a stack trace has.</param>
/// <param name="SentName">What Sentry's SDK sends as the file's name.</param>
/// <param name="InRepository">The path relative to the repository's root.</param>
internal sealed record SourceFile(string Path, string SentName, string InRepository)
{
    /// <summary>What <c>ContinuousIntegrationBuild</c> puts in the place of the repository's folder.</summary>
    public const string UnattendedRoot = "/_/";

    /// <summary>The file as an unattended build names it, wherever the repository lies.</summary>
    public SourceFile InUnattendedBuild => this with { Path = UnattendedRoot + InRepository, SentName = UnattendedRoot + InRepository };

    /// <summary>What stands before the path in the repository.</summary>
    public string Root => Path[..^InRepository.Length];

    /// <summary>As Sentry applies a mapping: to the name that was sent, else to the path, where either begins with the stack root.</summary>
    public bool IsMappedBy(CodeMapping mapping)
    {
        var sent = new[] { SentName, Path }.FirstOrDefault(path => path.StartsWith(mapping.StackRoot, StringComparison.Ordinal));
        return sent is not null && InRepository == (mapping.SourceRoot + sent[mapping.StackRoot.Length..]).Replace('\\', '/').TrimStart('/');
    }
}

/// <summary>The source files that the symbols of a built assembly name.</summary>
internal sealed class BuiltSources
{
    /// <summary>"Source Link" in the format of portable PDBs.</summary>
    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    private readonly IReadOnlyList<string> _documents;
    private readonly IReadOnlyList<(string Prefix, string Url)> _links;
    private readonly string? _projectDirectory;

    private BuiltSources(MetadataReader symbols, MetadataReader metadata)
    {
        _documents = [.. symbols.Documents.Select(handle => symbols.GetString(symbols.GetDocument(handle).Name))];
        _links =
        [
            .. from handle in symbols.GetCustomDebugInformation(EntityHandle.ModuleDefinition)
               let information = symbols.GetCustomDebugInformation(handle)
               where symbols.GetGuid(information.Kind) == SourceLink
               from link in Links(symbols.GetBlobBytes(information.Value))
               select link,
        ];
        _projectDirectory = ProjectDirectory(metadata);
    }

    /// <param name="assemblyPath">Absolute path of the assembly. Its symbols are in it, beside it, or where the compiler left them.</param>
    /// <returns><see langword="null"/> when there are no portable symbols to read.</returns>
    public static BuiltSources? Read(string assemblyPath)
    {
        try
        {
            using var image = new PEReader(File.OpenRead(assemblyPath));
            if (!image.TryOpenAssociatedPortablePdb(assemblyPath, path => File.Exists(path) ? File.OpenRead(path) : null, out var symbols, out _))
                return null;

            using (symbols)
                return new BuiltSources(symbols!.GetMetadataReader(), image.GetMetadataReader());
        }
        catch (Exception e) when (e is BadImageFormatException or ArgumentException or InvalidOperationException or JsonException or KeyNotFoundException
            or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The files that lie in the repository, without what the build itself writes.</summary>
    /// <param name="repository">The repository's name; its Source Link is taken where there are several.</param>
    /// <param name="folder">Absolute path of the working tree; <see langword="null"/> where there is none.</param>
    /// <param name="intermediateDirectory">Absolute path of the folder that the build writes to; may be empty.</param>
    public IEnumerable<SourceFile> In(string repository, string? folder, string intermediateDirectory)
    {
        var links = _links.Where(link => link.Url.Contains(repository.Split('/')[^1], StringComparison.OrdinalIgnoreCase)).Select(link => link.Prefix);
        string[] roots = [.. links.OrderByDescending(root => root.Length), .. folder is null ? Array.Empty<string>() : [WithSlash(folder)]];
        foreach (var document in _documents)
        {
            var root = Array.Find(roots, root => Slashes(document).StartsWith(Slashes(root), StringComparison.Ordinal));
            if (root is null || Slashes(document)[root.Length..] is not { Length: > 0 } path || IsGenerated(path))
                continue;

            var isTrimmed = _projectDirectory is not null && document.StartsWith(_projectDirectory, StringComparison.OrdinalIgnoreCase);
            yield return new SourceFile(document, isTrimmed ? document[_projectDirectory!.Length..] : document, path);
        }

        bool IsGenerated(string path)
        {
            if (folder is null)
                return path.Split('/').Contains("obj");

            var local = Path.GetFullPath(path, folder);
            return !File.Exists(local) || (intermediateDirectory.Length > 0 && local.StartsWith(WithSlash(intermediateDirectory), StringComparison.Ordinal));
        }
    }

    private static string Slashes(string path) => path.Replace('\\', '/');

    private static string WithSlash(string folder) => Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar;

    /// <returns>The beginnings of paths, and the address that stands for each.</returns>
    private static IReadOnlyList<(string Prefix, string Url)> Links(byte[] json)
    {
        using var sourceLink = JsonDocument.Parse(json);
        return
        [
            .. from entry in sourceLink.RootElement.GetProperty("documents").EnumerateObject()
               where entry.Name.EndsWith('*') && entry.Value.ValueKind == JsonValueKind.String
               select (entry.Name[..^1], entry.Value.GetString()!),
        ];
    }

    /// <summary>The folder that Sentry's SDK leaves out of paths; its targets write it into the assembly.</summary>
    private static string? ProjectDirectory(MetadataReader metadata)
    {
        foreach (var attribute in metadata.GetAssemblyDefinition().GetCustomAttributes().Select(metadata.GetCustomAttribute))
        {
            if (!metadata.IsConstructorOf(attribute.Constructor, "System.Reflection", "AssemblyMetadataAttribute"))
                continue;

            var arguments = metadata.GetBlobReader(attribute.Value);
            arguments.ReadUInt16();
            if (arguments.ReadSerializedString() == "Sentry.ProjectDirectory")
                return arguments.ReadSerializedString();
        }

        return null;
    }
}
