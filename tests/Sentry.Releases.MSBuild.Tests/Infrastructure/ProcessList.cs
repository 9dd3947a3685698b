using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Sentry.Releases.MSBuild.Tests.Infrastructure;

/// <summary>The processes of this machine, as Linux shows them to everybody.</summary>
internal static class ProcessList
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>The command lines of all processes that were seen until a task ended.</summary>
    public static async Task<string> CommandLinesDuring(Task task)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        do
        {
            seen.UnionWith(All().Select(id => Read(id, "cmdline")));
        }
        while (await Task.WhenAny(task, Task.Delay(Pause)) != task);

        return string.Join('\n', seen);
    }

    /// <summary>Ends the processes that were started with a variable set to a value.</summary>
    public static void KillStartedWith(string name, string value)
    {
        foreach (var id in All().Where(id => Read(id, "environ").Split('\0').Contains($"{name}={value}")))
        {
            try
            {
                Process.GetProcessById(id).Kill();
            }
            catch (ArgumentException)
            {
                // It has ended by itself.
            }
        }
    }

    private static IEnumerable<int> All() =>
        Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0);

    private static string Read(int id, string file)
    {
        try
        {
            return Encoding.Latin1.GetString(File.ReadAllBytes(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/{file}")));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended, or is another user's.
            return "";
        }
    }
}
