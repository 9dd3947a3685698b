using Sentry.Releases.Diagnostics;
using Sentry.Releases.Naming;
using Sentry.Releases.Tests.Settings;

namespace Sentry.Releases.Tests.Naming;

[TestClass]
public sealed class AssemblyNameTests
{
    private const string LongVersion = "5fd7a6cda8444965bade9ccfd3df9882";

    [TestMethod]
    [DataRow("dynamic-assembly", $"\"{LongVersion}\"", null, $"dynamic-assembly@{LongVersion}")]
    [DataRow("dynamic-assembly", "\"1.0\"", null, "dynamic-assembly@1.0")]
    [DataRow("dynamic-assembly", "\"1.0 - 5fd7a6c\"", null, "dynamic-assembly@1.0 - 5fd7a6c")]
    [DataRow("dynamic-assembly", "\"1.0-beta\"", null, "dynamic-assembly@1.0-beta")]
    [DataRow("dynamic-assembly", "\"2.1.0.0\"", null, "dynamic-assembly@2.1.0.0")]
    [DataRow("dynamic-assembly", "\"2.1.0.0-preview1\"", null, "dynamic-assembly@2.1.0.0-preview1")]
    [DataRow("dynamic-assembly", "\"app@1.0.0\"", null, "app@1.0.0")]
    [DataRow("app", "\"x@1\"", null, "x@1")]
    [DataRow("random", "\"\"", null, "random@0.0.0.0")]
    [DataRow("foo", null, "2.1.0.0", "foo@2.1.0.0")]
    [DataRow("any", "\"1.0.0-preview2\"", "1.2.3.4", "any@1.0.0-preview2")]
    [DataRow("any", null, "1.2.3.4", "any@1.2.3.4")]
    [DataRow("any", "null", "1.2.3.4", "any@1.2.3.4")]
    [DataRow("any", "\"\"", "1.2.3.4", "any@1.2.3.4")]
    [DataRow("any", null, null, "any@0.0.0.0")]
    [DataRow("any", null, "1.2", "any@1.2.0.0")]
    [DataRow("My.App", $"\"v1.0.0+{LongVersion}\"", null, $"My.App@v1.0.0+{LongVersion}")]
    [DataRow("Größe", "\"1.0-ä\"", null, "Größe@1.0-ä")]
    [DataRow("any", "\"@\"", null, "@")]
    public void The_name_is_what_the_running_application_reports(string name, string? informational, string? version, string expected)
    {
        var image = CompiledAssembly.Emit(name, informational, version);

        Assert.AreEqual(expected, Read(image));
        Assert.AreEqual(expected, RunningApplication.Release(image));
    }

    [TestMethod]
    [DataRow("\" 1.0 \"", "app@ 1.0")]
    [DataRow("\"\\t app@1.0\\n\"", "app@1.0")]
    public void White_space_around_the_name_is_dropped(string informational, string expected)
    {
        var image = CompiledAssembly.Emit("app", informational);

        Assert.AreEqual(expected, Read(image));
        Assert.AreEqual(expected, RunningApplication.Release(image)?.Trim());
    }

    [TestMethod]
    [DataRow("  ")]
    [DataRow("\\t")]
    public void A_blank_version_is_no_release(string informational)
    {
        var image = CompiledAssembly.Emit("app", $"\"{informational}\"", "1.2.3.4");
        var diagnostics = new List<Diagnostic>();

        Assert.IsNull(Read(image, diagnostics));
        Assert.IsNull(RunningApplication.Release(image));

        Assert.AreEqual("SRM4001", diagnostics.Single().Code);
        CollectionAssert.AreEqual(new[] { Subject.Assembly }, diagnostics[0].Subjects.ToArray());
    }

    [TestMethod]
    public void An_attribute_type_of_the_same_name_in_the_assembly_is_another_type()
    {
        var image = CompiledAssembly.EmitSource(
            "app",
            """
            [assembly: System.Reflection.AssemblyInformationalVersion("1.0")]
            [assembly: System.Reflection.AssemblyVersion("1.2.3.4")]
            namespace System.Reflection { class AssemblyInformationalVersionAttribute(string version) : Attribute; }
            """);

        Assert.AreEqual(RunningApplication.Release(image), Read(image));
        Assert.AreEqual("app@1.2.3.4", Read(image));
    }

    [TestMethod]
    public void Other_attributes_do_not_matter()
    {
        var image = CompiledAssembly.EmitSource(
            "app",
            """
            [assembly: System.Reflection.AssemblyFileVersion("9.9.9.9")]
            [assembly: Own.AssemblyInformationalVersion("2.0")]
            [assembly: System.Reflection.AssemblyInformationalVersion("1.0")]
            namespace Own { class AssemblyInformationalVersionAttribute(string version) : System.Attribute; }
            """);

        Assert.AreEqual("app@1.0", Read(image));
    }

    [TestMethod]
    public void The_name_is_the_metadatas_and_not_the_files()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("Other.dll", CompiledAssembly.Emit("app", "\"1.0\""));

        Assert.AreEqual("app@1.0", new BuiltApplication(path).Name(diagnostic => Assert.Fail(diagnostic.Message))?.Value);
    }

    [TestMethod]
    public void The_file_can_be_open_for_writing_meanwhile_and_is_free_afterwards()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("app.dll", CompiledAssembly.Emit("app", "\"1.0\""));

        using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete))
            Assert.AreEqual("app@1.0", new BuiltApplication(path).Name(_ => { })?.Value);

        using var exclusive = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.IsTrue(exclusive.CanWrite);
    }

    private static string? Read(byte[] image, List<Diagnostic>? diagnostics = null)
    {
        using var folder = new TemporaryFolder();
        var name = new BuiltApplication(folder.Write("app.dll", image)).Name(
            diagnostics is null ? diagnostic => Assert.Fail(diagnostic.Message) : diagnostics.Add);
        Assert.AreEqual(ReleaseNameSource.Assembly, name?.Source ?? ReleaseNameSource.Assembly);
        return name?.Value;
    }
}
