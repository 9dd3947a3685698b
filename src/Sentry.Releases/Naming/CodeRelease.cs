using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Sentry.Releases.Naming;

/// <summary>A place in an assembly's code that sets the SDK's <c>SentryOptions.Release</c>, which wins over all other sources of a name.</summary>
/// <param name="Literal">What it is set to; <see langword="null"/> where that is known only at run time.</param>
internal sealed record CodeRelease(string? Literal)
{
    // ECMA-335, III: ldstr and a token, then call or callvirt and a token.
    private const byte LoadString = 0x72;
    private const byte LoadNull = 0x14;
    private const byte Call = 0x28;
    private const byte CallVirtual = 0x6f;
    private const int TokenLength = 4;

    /// <summary>The places in the assembly itself; what a library sets that it uses cannot be seen in it.</summary>
    /// <exception cref="BadImageFormatException">The image is damaged.</exception>
    public static IReadOnlyList<CodeRelease> In(PEReader image, MetadataReader metadata)
    {
        if (Setter(metadata) is not { } setter)
            return [];

        var places = new List<CodeRelease>();
        foreach (var handle in metadata.MethodDefinitions)
        {
            var address = metadata.GetMethodDefinition(handle).RelativeVirtualAddress;
            if (address != 0)
                AddCalls(places, metadata, image.GetMethodBody(address).GetILBytes(), setter);
        }

        return places;
    }

    private static int? Setter(MetadataReader metadata)
    {
        foreach (var handle in metadata.MemberReferences)
        {
            var member = metadata.GetMemberReference(handle);
            if (metadata.StringComparer.Equals(member.Name, "set_Release") && metadata.IsType(member.Parent, "Sentry", "SentryOptions"))
                return MetadataTokens.GetToken(handle);
        }

        return null;
    }

    private static void AddCalls(List<CodeRelease> places, MetadataReader metadata, ReadOnlySpan<byte> code, int setter)
    {
        Span<byte> token = stackalloc byte[TokenLength];
        BinaryPrimitives.WriteInt32LittleEndian(token, setter);
        for (var call = 0; call + TokenLength < code.Length; call++)
        {
            if (code[call] is not (Call or CallVirtual) || !code.Slice(call + 1, TokenLength).SequenceEqual(token))
                continue;

            var literal = call - 1 - TokenLength;
            if (IsBranchTarget(code, call))
                places.Add(new CodeRelease(Literal: null));
            else if (literal >= 0 && code[literal] == LoadString)
                places.Add(new CodeRelease(UserString(metadata, code[(literal + 1)..])));
            else if (call == 0 || code[call - 1] != LoadNull)
                places.Add(new CodeRelease(Literal: null));
        }
    }

    /// <summary>
    /// Whether what stands before an instruction need not run before it, as in <c>name ?? "app"</c>. Bytes are not told from operands:
    /// taking one too many for a branch only means to know less.
    /// </summary>
    internal static bool IsBranchTarget(ReadOnlySpan<byte> code, int target)
    {
        for (var at = 0; at + 1 < code.Length; at++)
        {
            var isShort = code[at] is >= 0x2b and <= 0x37 && at + 2 + (sbyte)code[at + 1] == target;
            var isLong = code[at] is >= 0x38 and <= 0x44 && at + 1 + TokenLength <= code.Length
                && at + 1 + TokenLength + BinaryPrimitives.ReadInt32LittleEndian(code[(at + 1)..]) == target;
            if (isShort || isLong)
                return true;
        }

        return false;
    }

    private static string? UserString(MetadataReader metadata, ReadOnlySpan<byte> token)
    {
        var handle = MetadataTokens.Handle(BinaryPrimitives.ReadInt32LittleEndian(token));
        return handle.Kind == HandleKind.UserString ? metadata.GetUserString((UserStringHandle)handle) : null;
    }
}

/// <summary>Types that an assembly refers to.</summary>
internal static class MetadataReaderExtensions
{
    /// <returns>Whether the handle is a reference to a type of this name in another assembly, whichever that is.</returns>
    public static bool IsType(this MetadataReader metadata, EntityHandle handle, string @namespace, string name)
    {
        if (handle.Kind != HandleKind.TypeReference)
            return false;

        var type = metadata.GetTypeReference((TypeReferenceHandle)handle);
        return metadata.StringComparer.Equals(type.Name, name) && metadata.StringComparer.Equals(type.Namespace, @namespace);
    }

    /// <summary>
    /// Whether an attribute's constructor is of this type. By name alone: which assembly the runtime will find the type in is not known here.
    /// A type of that name that the assembly defines itself is another one to the runtime, and so to Sentry's SDK.
    /// </summary>
    public static bool IsConstructorOf(this MetadataReader metadata, EntityHandle constructor, string @namespace, string name) =>
        constructor.Kind == HandleKind.MemberReference
        && metadata.IsType(metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent, @namespace, name);
}
