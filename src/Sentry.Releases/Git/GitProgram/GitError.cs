using System.Text.RegularExpressions;
using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.Git.GitProgram;

/// <summary>Reads what git writes to its standard error, in the C locale.</summary>
internal static partial class GitError
{
    /// <summary>Whether git says that the folder is in no repository; a broken repository is another message.</summary>
    public static bool IsNoRepository(UnreadableRepositoryException failure) =>
        failure.Message.Contains("not a git repository (or any", StringComparison.Ordinal);

    public static UnreadableRepositoryException Parse(string error)
    {
        var lines = error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var line = Array.Find(lines, l => l.StartsWith("fatal: ", StringComparison.Ordinal)) ?? lines.FirstOrDefault() ?? "no reason given";
        var owner = DubiousOwnership().Match(error);
        return new($"The git program: {SafeText.WithoutCredentials(line)}.")
        {
            UnsafeDirectory = owner.Success ? owner.Groups["path"].Value : null,
        };
    }

    [GeneratedRegex("dubious ownership in repository at '(?<path>.+)'", RegexOptions.CultureInvariant)]
    private static partial Regex DubiousOwnership();
}
