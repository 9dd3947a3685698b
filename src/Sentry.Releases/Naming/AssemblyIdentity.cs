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
    /// <summary><c>name@version</c>, or just a version that contains <c>@</c>, trimmed; <see langword="null"/> for no release.</summary>
    public string? Release
    {
        get
        {
            var version = string.IsNullOrEmpty(InformationalVersion) ? AssemblyVersion.ToString() : InformationalVersion;
            if (string.IsNullOrWhiteSpace(Name) || string.IsNullOrWhiteSpace(version))
                return null;

            return (version.Contains('@', StringComparison.Ordinal) ? version : $"{Name}@{version}").Trim();
        }
    }

    /// <returns><see langword="null"/> when the image is no .NET assembly.</returns>
    /// <exception cref="BadImageFormatException">The metadata is damaged.</exception>
    public static AssemblyIdentity? Read(PEReader image)
    {
        if (!image.HasMetadata)
            return null;

        var metadata = image.GetMetadataReader();
        if (!metadata.IsAssembly)
            return null;

        var assembly = metadata.GetAssemblyDefinition();
        return new AssemblyIdentity(
            metadata.GetString(assembly.Name), assembly.Version, Attribute(metadata, assembly.GetCustomAttributes()));
    }

    private static string? Attribute(MetadataReader metadata, CustomAttributeHandleCollection attributes)
    {
        foreach (var handle in attributes)
        {
            var attribute = metadata.GetCustomAttribute(handle);
            if (IsInformationalVersion(metadata, attribute.Constructor))
                return FirstArgument(metadata.GetBlobReader(attribute.Value));
        }

        return null;
    }

    /// <summary>
    /// By name alone: which assembly the runtime will find the type in is not known here. A type of that name that the assembly defines
    /// itself is another one to the runtime, and so to the SDK.
    /// </summary>
    private static bool IsInformationalVersion(MetadataReader metadata, EntityHandle constructor)
    {
        if (constructor.Kind != HandleKind.MemberReference)
            return false;

        var parent = metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent;
        if (parent.Kind != HandleKind.TypeReference)
            return false;

        var type = metadata.GetTypeReference((TypeReferenceHandle)parent);
        return metadata.StringComparer.Equals(type.Name, "AssemblyInformationalVersionAttribute")
            && metadata.StringComparer.Equals(type.Namespace, "System.Reflection");
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
