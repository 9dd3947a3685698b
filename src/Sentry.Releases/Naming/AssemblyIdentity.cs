using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Sentry.Releases.Naming;

/// <summary>
/// What Sentry's SDK looks at in the entry assembly. The rule is that of <c>SettingLocator.GetRelease</c>,
/// <c>ApplicationVersionLocator</c> and <c>AssemblyExtensions.GetVersion</c> in getsentry/sentry-dotnet.
/// </summary>
/// <param name="Name">The simple name in the metadata, which need not be the file's or the project's.</param>
/// <param name="AssemblyVersion">The four parts of the assembly's version.</param>
/// <param name="InformationalVersion">The value of the attribute; <see langword="null"/> when it is absent, null or unreadable.</param>
internal sealed record AssemblyIdentity(string Name, Version AssemblyVersion, string? InformationalVersion)
{
    private const int ShortestShortId = 10;
    private static readonly int[] WholeIds = [40, 64];

    /// <summary>The informational version, or the assembly's own where that is absent or empty.</summary>
    public string Version => string.IsNullOrEmpty(InformationalVersion) ? AssemblyVersion.ToString() : InformationalVersion;

    /// <summary><c>name@version</c>, or just a version that contains <c>@</c>, trimmed; <see langword="null"/> for no release.</summary>
    public string? Release
    {
        get
        {
            if (string.IsNullOrWhiteSpace(Name) || string.IsNullOrWhiteSpace(Version))
                return null;

            return (Version.Contains('@', StringComparison.Ordinal) ? Version : $"{Name}@{Version}").Trim();
        }
    }

    /// <summary>
    /// The id of the commit that the assembly was built from, as the .NET SDK and version packages append it to the informational
    /// version: whole, or at least ten digits with a letter among them, which no date or build number has.
    /// </summary>
    public string? Commit
    {
        get
        {
            var version = InformationalVersion?.TrimEnd() ?? "";
            var start = version.Length;
            while (start > 0 && char.IsAsciiHexDigit(version[start - 1]))
                start--;

            var id = version[start..].ToLowerInvariant();
            var isId = WholeIds.Contains(id.Length)
                || (id.Length >= ShortestShortId && id.Length < WholeIds[^1] && id.Any(char.IsAsciiLetter));
            return isId && start > 0 && version[start - 1] is '+' or '.' or '-' or 'g' ? id : null;
        }
    }

    /// <summary>What the assembly's code sets the SDK's release to; see <see cref="CodeRelease"/>.</summary>
    public IReadOnlyList<CodeRelease> CodeReleases { get; init; } = [];

    /// <summary>Reads the file's metadata; nothing is loaded, and the file stays free to be replaced or deleted.</summary>
    public static AssemblyReading Read(string path)
    {
        if (Directory.Exists(path))
            return new(null, "is a directory");

        if (!File.Exists(path))
            return new(null, "does not exist");

        try
        {
            // A pipe or a device has no length either; it must not be opened, for it might never answer.
            if (new FileInfo(path).Length == 0)
                return new(null, "is empty");

            // Read whole: a mapped file is locked on Windows, and elsewhere ends the process when somebody shortens it.
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var image = new PEReader(stream, PEStreamOptions.PrefetchEntireImage);
            return Read(image) is { } identity ? new(identity, null) : new(null, "is not a .NET assembly");
        }
        catch (Exception e) when (e is BadImageFormatException or ArgumentException or InvalidOperationException or ArithmeticException)
        {
            return new(null, "is damaged or not a .NET assembly");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return new(null, "cannot be read");
        }
    }

    private static AssemblyIdentity? Read(PEReader image)
    {
        if (!image.HasMetadata)
            return null;

        var metadata = image.GetMetadataReader();
        if (!metadata.IsAssembly)
            return null;

        var assembly = metadata.GetAssemblyDefinition();
        return new AssemblyIdentity(
            metadata.GetString(assembly.Name), assembly.Version, Attribute(metadata, assembly.GetCustomAttributes()))
        {
            CodeReleases = CodeRelease.In(image, metadata),
        };
    }

    private static string? Attribute(MetadataReader metadata, CustomAttributeHandleCollection attributes)
    {
        foreach (var handle in attributes)
        {
            var attribute = metadata.GetCustomAttribute(handle);
            if (metadata.IsConstructorOf(attribute.Constructor, "System.Reflection", "AssemblyInformationalVersionAttribute"))
                return FirstArgument(metadata.GetBlobReader(attribute.Value));
        }

        return null;
    }

    /// <summary>The attribute's only constructor takes a string. The SDK goes on without an attribute that it cannot read.</summary>
    private static string? FirstArgument(BlobReader value)
    {
        const ushort Prolog = 1; // ECMA-335, II.23.3
        try
        {
            return value.ReadUInt16() == Prolog ? value.ReadSerializedString() : null;
        }
        catch (BadImageFormatException)
        {
            return null;
        }
    }
}

/// <param name="Identity">The identity; <see langword="null"/> when there is none.</param>
/// <param name="Problem">Why there is none, such as "is empty".</param>
internal sealed record AssemblyReading(AssemblyIdentity? Identity, string? Problem);
