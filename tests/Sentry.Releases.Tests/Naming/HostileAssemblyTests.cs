using System.Reflection.PortableExecutable;
using System.Text;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.Naming;
using Sentry.Releases.Tests.Settings;

namespace Sentry.Releases.Tests.Naming;

/// <summary>Whatever lies where the built assembly should be, the answer is a name or one coded line.</summary>
[TestClass]
public sealed class HostileAssemblyTests
{
    private static readonly byte[] Good = CompiledAssembly.Emit("app", "\"1.2.3+meta\"", "1.2.3.4");

    [TestMethod]
    public void A_missing_file_is_named()
    {
        using var folder = new TemporaryFolder();

        AssertRefused(folder.PathOf("app.dll"), "does not exist");
        AssertRefused(folder.PathOf("no/such/folder/app.dll"), "does not exist");
        AssertRefused("", "does not exist");
    }

    [TestMethod]
    public void A_directory_is_no_assembly()
    {
        using var folder = new TemporaryFolder();

        AssertRefused(folder.CreateDirectory("app.dll"), "is a directory");
    }

    [TestMethod]
    public void A_file_that_another_process_keeps_to_itself_cannot_be_read()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("app.dll", Good);
        using var kept = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        AssertRefused(path, "cannot be read");
    }

    [TestMethod]
    [DataRow("empty", "is empty")]
    [DataRow("text", "not a .NET assembly")]
    [DataRow("ELF", "not a .NET assembly")]
    [DataRow("native PE", "not a .NET assembly")]
    [DataRow("netmodule", "not a .NET assembly")]
    public void What_is_no_assembly_is_named(string kind, string reason)
    {
        var bytes = kind switch
        {
            "text" => Encoding.ASCII.GetBytes("MZ, but only a text"),
            "ELF" => [0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, .. new byte[4096]],
            "native PE" => WithoutClrHeader(Good),
            "netmodule" => CompiledAssembly.EmitSource("app", "class C;", Microsoft.CodeAnalysis.OutputKind.NetModule),
            _ => [],
        };
        using var folder = new TemporaryFolder();

        AssertRefused(folder.Write("app.dll", bytes), reason);
    }

    [TestMethod]
    public void A_reference_assembly_has_the_name_too()
    {
        using var folder = new TemporaryFolder();
        var image = CompiledAssembly.EmitSource(
            "app", "[assembly: System.Reflection.AssemblyInformationalVersion(\"1.0\")]", metadataOnly: true);

        Assert.AreEqual("app@1.0", new BuiltApplication(folder.Write("app.dll", image)).Name(_ => { })?.Value);
    }

    [TestMethod]
    public void A_huge_version_is_read_and_then_refused()
    {
        using var folder = new TemporaryFolder();
        var image = CompiledAssembly.Emit("app", $"\"{new string('9', 5_000_000)}\"");
        var diagnostics = new List<Diagnostic>();

        var name = new BuiltApplication(folder.Write("app.dll", image)).Name(diagnostics.Add)?.Value;

        Assert.AreEqual(5_000_004, name?.Length);
        Assert.IsFalse(ReleaseNameRules.Check(new ReleaseName(name!, ReleaseNameSource.Assembly), diagnostics.Add));
        Assert.IsLessThan(1000, diagnostics.Single().Message.Length);
    }

    [TestMethod]
    public void A_truncated_assembly_is_refused_wherever_it_ends()
    {
        using var folder = new TemporaryFolder();
        var refused = 0;
        for (var part = 0; part < 20; part++)
        {
            var path = folder.Write("app.dll", Good[..(Good.Length * part / 20)]);
            if (ReadAnything(path) is null)
                refused++;
        }

        Assert.IsGreaterThan(10, refused);
    }

    [TestMethod]
    public void An_assembly_with_bytes_changed_at_random_never_throws()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(20260131);
        var readable = 0;
        for (var round = 0; round < 1000; round++)
        {
            var bytes = (byte[])Good.Clone();
            for (var change = random.Next(1, 8); change > 0; change--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);

            if (ReadAnything(folder.Write("app.dll", bytes)) is not null)
                readable++;
        }

        Assert.IsGreaterThan(0, readable);
        Assert.IsLessThan(1000, readable);
    }

    [TestMethod]
    public void An_attribute_that_cannot_be_read_is_as_if_it_were_absent()
    {
        using var folder = new TemporaryFolder();
        var bytes = (byte[])Good.Clone();
        var value = bytes.AsSpan().IndexOf("1.2.3+meta"u8);
        bytes[value - 1] = 0x7f; // the string's length, now beyond the attribute's end

        Assert.AreEqual("app@1.2.3.4", new BuiltApplication(folder.Write("app.dll", bytes)).Name(d => Assert.Fail(d.Message))?.Value);
    }

    /// <returns>The name. Asserts that there is a name or one diagnostic.</returns>
    private static string? ReadAnything(string path)
    {
        var diagnostics = new List<Diagnostic>();
        var name = new BuiltApplication(path).Name(diagnostics.Add)?.Value;
        Assert.HasCount(name is null ? 1 : 0, diagnostics);
        return name;
    }

    private static void AssertRefused(string path, string reason)
    {
        var diagnostics = new List<Diagnostic>();
        Assert.IsNull(new BuiltApplication(path).Name(diagnostics.Add)?.Value);
        Assert.AreEqual("SRM4003", diagnostics.Single().Code);
        Assert.Contains(reason, diagnostics[0].Message);
        CollectionAssert.AreEqual(new[] { Subject.Assembly }, diagnostics[0].Subjects.ToArray());
    }

    private static byte[] WithoutClrHeader(byte[] image)
    {
        using var reader = new PEReader(new MemoryStream(image));
        var directories = reader.PEHeaders.PEHeaderStartOffset
            + (reader.PEHeaders.PEHeader!.Magic == PEMagic.PE32 ? 96 : 112);
        var native = (byte[])image.Clone();
        native.AsSpan(directories + 14 * 8, 8).Clear(); // the 15th directory is the CLR's
        return native;
    }
}
