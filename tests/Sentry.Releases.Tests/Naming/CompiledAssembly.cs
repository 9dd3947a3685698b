using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Sentry.Releases.Tests.Naming;

/// <summary>Assemblies from the compiler.</summary>
internal static class CompiledAssembly
{
    private static readonly MetadataReference[] References =
    [
        MetadataReference.CreateFromFile(typeof(object).Assembly.Location),
        MetadataReference.CreateFromFile(Assembly.Load("System.Runtime").Location),
    ];

    /// <param name="name">The assembly's name.</param>
    /// <param name="informationalVersion">As C#, such as <c>"1.0"</c> or <c>null</c>; a null reference for no attribute.</param>
    /// <param name="assemblyVersion">Such as <c>1.2.3.4</c>; <see langword="null"/> for no attribute.</param>
    public static byte[] Emit(string name, string? informationalVersion, string? assemblyVersion = null) =>
        EmitSource(
            name,
            (informationalVersion is null ? "" : $"[assembly: System.Reflection.AssemblyInformationalVersion({informationalVersion})]")
            + (assemblyVersion is null ? "" : $"[assembly: System.Reflection.AssemblyVersion(\"{assemblyVersion}\")]"));

    public static byte[] EmitSource(
        string name, string source, OutputKind kind = OutputKind.DynamicallyLinkedLibrary, bool metadataOnly = false)
    {
        var compilation = CSharpCompilation.Create(
            name, [CSharpSyntaxTree.ParseText(source)], References, new CSharpCompilationOptions(kind, deterministic: true));
        using var image = new MemoryStream();
        var result = compilation.Emit(image, options: new(metadataOnly: metadataOnly, includePrivateMembers: !metadataOnly));
        Assert.IsTrue(result.Success, string.Join('\n', result.Diagnostics));
        return image.ToArray();
    }
}
