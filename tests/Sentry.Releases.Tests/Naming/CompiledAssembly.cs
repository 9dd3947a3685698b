using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Sentry.Releases.Tests.Naming;

/// <summary>Assemblies from the compiler.</summary>
internal static class CompiledAssembly
{
    private const string Sdk = """
        namespace Sentry { public class SentryOptions { public string Release { get; set; } } public class AspNetCoreOptions : SentryOptions; }
        namespace Other { public class SentryOptions { public string Release { get; set; } } }
        """;

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

    /// <summary>An assembly that uses Sentry's SDK, of which only the options are there.</summary>
    public static byte[] EmitWithSentry(string name, string source) =>
        Emit(name, source, [.. References, MetadataReference.CreateFromImage(EmitSource("Sentry", Sdk))], OutputKind.DynamicallyLinkedLibrary, metadataOnly: false);

    /// <summary>An assembly with its symbols in it, which may use Sentry's SDK as <see cref="EmitWithSentry"/>.</summary>
    /// <param name="name">The assembly's name.</param>
    /// <param name="source">What it is compiled from.</param>
    /// <param name="path">The source's path in the symbols.</param>
    /// <param name="sourceLink">Source Link's JSON; <see langword="null"/> for none.</param>
    public static byte[] EmitWithSymbols(string name, string source, string path, string? sourceLink)
    {
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, deterministic: true);
        var compilation = CSharpCompilation.Create(
            name, [CSharpSyntaxTree.ParseText(source, path: path, encoding: Encoding.UTF8)], [.. References, MetadataReference.CreateFromImage(EmitSource("Sentry", Sdk))], options);
        using var image = new MemoryStream();
        using var link = sourceLink is null ? null : new MemoryStream(Encoding.UTF8.GetBytes(sourceLink));
        var result = compilation.Emit(image, sourceLinkStream: link, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.Embedded));
        Assert.IsTrue(result.Success, string.Join('\n', result.Diagnostics));
        return image.ToArray();
    }

    public static byte[] EmitSource(
        string name, string source, OutputKind kind = OutputKind.DynamicallyLinkedLibrary, bool metadataOnly = false) =>
        Emit(name, source, References, kind, metadataOnly);

    private static byte[] Emit(string name, string source, MetadataReference[] references, OutputKind kind, bool metadataOnly)
    {
        var options = new CSharpCompilationOptions(kind, deterministic: true, optimizationLevel: OptimizationLevel.Release);
        var compilation = CSharpCompilation.Create(name, [CSharpSyntaxTree.ParseText(source)], references, options);
        using var image = new MemoryStream();
        var result = compilation.Emit(image, options: new(metadataOnly: metadataOnly, includePrivateMembers: !metadataOnly));
        Assert.IsTrue(result.Success, string.Join('\n', result.Diagnostics));
        return image.ToArray();
    }
}
