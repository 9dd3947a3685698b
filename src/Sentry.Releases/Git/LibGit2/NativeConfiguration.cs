using System.Runtime.InteropServices;

namespace Sentry.Releases.Git.LibGit2;

/// <summary>
/// Reads a repository's configuration, the user's and the system's included. LibGit2Sharp's own reading leaves a linked worktree
/// without the configuration of its repository, and with it without remotes.
/// </summary>
internal static unsafe class NativeConfiguration
{
    /// <returns>Every entry, the system's first, in the order of the files.</returns>
    public static List<ConfigurationEntry> Read(string gitDirectory)
    {
        nint repository = 0, configuration = 0, iterator = 0;
        try
        {
            if (NativeMethods.git_repository_open(out repository, gitDirectory) != 0
                || NativeMethods.git_repository_config_snapshot(out configuration, repository) != 0
                || NativeMethods.git_config_iterator_new(out iterator, configuration) != 0)
            {
                throw new UnreadableRepositoryException("LibGit2: the configuration cannot be read.");
            }

            var entries = new List<ConfigurationEntry>();
            while (NativeMethods.git_config_next(out var entry, iterator) == 0)
                entries.Add(new ConfigurationEntry(Text(entry->Name), Text(entry->Value)));
            return entries;
        }
        finally
        {
            if (iterator != 0)
                NativeMethods.git_config_iterator_free(iterator);
            if (configuration != 0)
                NativeMethods.git_config_free(configuration);
            if (repository != 0)
                NativeMethods.git_repository_free(repository);
        }
    }

    private static string Text(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? "";
}
