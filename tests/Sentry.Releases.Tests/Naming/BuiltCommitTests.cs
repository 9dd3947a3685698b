using Sentry.Releases.Naming;
using Sentry.Releases.Tests.Settings;

namespace Sentry.Releases.Tests.Naming;

/// <summary>The commit that was built, where the informational version ends in it.</summary>
[TestClass]
public sealed class BuiltCommitTests
{
    private const string Sha1 = "b1aa798ac4138280ca68beb8c3a9915ca5ed07c4";
    private const string Sha256 = "b1aa798ac4138280ca68beb8c3a9915ca5ed07c4b1aa798ac4138280ca68beb8";

    [TestMethod]
    [DataRow($"1.2.3+{Sha1}", Sha1)]
    [DataRow($"1.2.3+meta.{Sha1}", Sha1)]
    [DataRow($"1.2.3-alpha.0.5+{Sha1}", Sha1)]
    [DataRow($"1.2.3+{Sha256}", Sha256)]
    [DataRow($"1.2.3+Branch.main.Sha.{Sha1}", Sha1)]
    [DataRow("1.2.3+0123456789012345678901234567890123456789", "0123456789012345678901234567890123456789")]
    [DataRow("1.0.5+gb1aa798ac4", "b1aa798ac4")]
    [DataRow("1.0.5-gb1aa798ac4", "b1aa798ac4")]
    [DataRow("1.0.5-b1aa798ac4", "b1aa798ac4")]
    [DataRow("1.0.5+B1AA798AC4", "b1aa798ac4")]
    [DataRow($"shop@7+{Sha1} ", Sha1)]
    public void It_is_read(string version, string commit) => Assert.AreEqual(commit, Commit($"\"{version}\""));

    [TestMethod]
    [DataRow("1.2.3")]
    [DataRow("")]
    [DataRow("1.2.3+b1aa798", DisplayName = "too short to be told from something else")]
    [DataRow("1.2.3+20260131120000", DisplayName = "a date")]
    [DataRow("1.2.3+build12.x_b1aa798ac4", DisplayName = "part of a word")]
    [DataRow(Sha1, DisplayName = "nothing else")]
    [DataRow($"1.2.3+{Sha256}0", DisplayName = "too long")]
    [DataRow($"1.2.3+{Sha1}.dirty")]
    public void Else_there_is_none(string version) => Assert.IsNull(Commit($"\"{version}\""));

    [TestMethod]
    public void Without_the_attribute_there_is_none() => Assert.IsNull(Commit(null));

    [TestMethod]
    public void Without_an_assembly_there_is_none() => Assert.IsNull(new BuiltApplication("").Commit);

    private static string? Commit(string? informational)
    {
        using var folder = new TemporaryFolder();
        return new BuiltApplication(folder.Write("app.dll", CompiledAssembly.Emit("app", informational))).Commit;
    }
}
