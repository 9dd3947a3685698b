using System.Diagnostics;
using System.Text;

namespace Sentry.Releases.Tests.Settings;

/// <summary>A file that cannot be used is named once and passed over; the build never waits for it.</summary>
[TestClass]
public sealed class HostileSentryCliRcTests
{
    private const string Good = "[defaults]\norg=file-org\n";

    [TestMethod]
    [DataRow("huge", "larger than 64 KiB")]
    [DataRow("binary", "not a text file")]
    [DataRow("latin1", "neither UTF-8 nor UTF-16")]
    [DataRow("odd UTF-16", "neither UTF-8 nor UTF-16")]
    [DataRow("directory", "is a directory")]
    [DataRow("cyclic link", "cannot be read")]
    [DataRow("link to nothing", "does not exist")]
    public void A_file_that_cannot_be_used_is_passed_over(string kind, string reason)
    {
        using var scenario = ConnectionScenario.Configured();
        Create(kind, scenario.Folder.PathOf("work/repository/.sentryclirc"));
        scenario.HomeFile("[defaults]\nurl=https://home.example.com");

        var connection = scenario.Read();

        Assert.AreEqual("https://home.example.com/", connection?.Server.AbsoluteUri);
        Assert.AreEqual("SRM1005", scenario.Codes.Single());
        Assert.Contains(reason, scenario.Diagnostics[0].Message);
        Assert.Contains(".sentryclirc", scenario.Diagnostics[0].Message);
    }

    [TestMethod]
    [DataRow("UTF-8 mark")]
    [DataRow("UTF-16")]
    [DataRow("UTF-16 big-endian")]
    [DataRow("largest")]
    [DataRow("link")]
    public void An_unusual_file_is_read(string kind)
    {
        using var scenario = ConnectionScenario.Configured();
        scenario.Machine.Variables.Remove("SENTRY_ORG");
        Create(kind, scenario.Folder.PathOf("work/repository/.sentryclirc"));

        Assert.AreEqual("file-org", scenario.ReadWithoutDiagnostics().Organization);
    }

    [TestMethod]
    [DataRow("pipe")]
    [DataRow("link to a pipe")]
    [DataRow("link to a device")]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [Timeout(30_000)]
    public void A_pipe_or_a_device_is_not_waited_for(string kind)
    {
        using var scenario = ConnectionScenario.Configured();
        Create(kind, scenario.Folder.PathOf("work/repository/.sentryclirc"));

        Assert.AreEqual("env-org", scenario.ReadWithoutDiagnostics().Organization);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void An_unreadable_file_is_passed_over()
    {
        if (Environment.IsPrivilegedProcess)
            Assert.Inconclusive("The superuser can read every file.");

        using var scenario = ConnectionScenario.Configured();
        var path = scenario.ProjectFile(Good);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.None);

        Assert.IsNotNull(scenario.Read());
        Assert.Contains("cannot be read", scenario.Diagnostics.Single().Message);
    }

    [TestMethod]
    public void Malformed_lines_are_named_by_number_once_and_never_shown()
    {
        using var scenario = ConnectionScenario.Configured();
        var path = scenario.ProjectFile("[auth]\nsecret-token-without-a-key\n" + string.Concat(Enumerable.Repeat("x\n", 20)));

        Assert.IsNotNull(scenario.Read());

        var message = scenario.Diagnostics.Single().Message;
        Assert.Contains(path, message);
        Assert.Contains("2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 11 more", message);
        Assert.DoesNotContain("secret", message);
    }

    private static void Create(string kind, string path)
    {
        switch (kind)
        {
            case "huge":
                File.WriteAllText(path, Good + new string('#', 64 * 1024));
                break;
            case "largest":
                File.WriteAllText(path, Good + new string('#', 64 * 1024 - Good.Length));
                break;
            case "binary":
                File.WriteAllBytes(path, [0x7f, (byte)'E', (byte)'L', (byte)'F', 0, 0, 1]);
                break;
            case "latin1":
                File.WriteAllBytes(path, Encoding.Latin1.GetBytes("[defaults]\norg=größe"));
                break;
            case "odd UTF-16":
                File.WriteAllBytes(path, [0xff, 0xfe, 0x41]);
                break;
            case "UTF-8 mark":
                File.WriteAllText(path, Good, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
                break;
            case "UTF-16":
                File.WriteAllText(path, Good, Encoding.Unicode);
                break;
            case "UTF-16 big-endian":
                File.WriteAllText(path, Good, Encoding.BigEndianUnicode);
                break;
            case "directory":
                Directory.CreateDirectory(path);
                break;
            case "link":
                File.WriteAllText(path + ".target", Good);
                File.CreateSymbolicLink(path, path + ".target");
                break;
            case "cyclic link":
                File.CreateSymbolicLink(path, path + ".other");
                File.CreateSymbolicLink(path + ".other", path);
                break;
            case "link to nothing":
                File.CreateSymbolicLink(path, path + ".missing");
                break;
            case "pipe":
                MakePipe(path);
                break;
            case "link to a pipe":
                MakePipe(path + ".pipe");
                File.CreateSymbolicLink(path, path + ".pipe");
                break;
            case "link to a device":
                File.CreateSymbolicLink(path, "/dev/zero");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, null);
        }
    }

    private static void MakePipe(string path)
    {
        using var process = Process.Start("mkfifo", [path]);
        process.WaitForExit();
        Assert.AreEqual(0, process.ExitCode);
    }
}
