using System.IO.Compression;
using System.Text;
using Sentry.Releases.Tests.Faults;

namespace Sentry.Releases.MSBuild.Tests.Infrastructure;

/// <summary>Looks for a token, in every encoding, in all that a build shows and leaves behind.</summary>
internal static class Leaks
{
    public static void AssertNone(string token, CommandResult result, TestProject project)
    {
        AssertWithout(token, result.Output, "the output");
        foreach (var file in Directory.EnumerateFiles(project.SolutionDirectory, "*", SearchOption.AllDirectories))
            AssertWithout(token, Text(file), file);
    }

    /// <summary>As it is, and the secret behind its last underscore alone.</summary>
    public static void AssertWithout(string token, string text, string where)
    {
        Assert.IsFalse(Secret.IsIn(text, token), where);
        Assert.IsFalse(Secret.IsIn(text, token[(token.LastIndexOf('_') + 1)..]), where);
    }

    /// <summary>The bytes, each as a character; of a binary log those behind the compression.</summary>
    private static string Text(string file)
    {
        if (!file.EndsWith(".binlog", StringComparison.Ordinal))
            return Encoding.Latin1.GetString(File.ReadAllBytes(file));

        using var content = new MemoryStream();
        using (var log = new GZipStream(File.OpenRead(file), CompressionMode.Decompress))
            log.CopyTo(content);

        var text = Encoding.Latin1.GetString(content.ToArray());
        Assert.Contains("CreateSentryRelease", text, "this is no binary log that could hold the token");
        return text;
    }
}
