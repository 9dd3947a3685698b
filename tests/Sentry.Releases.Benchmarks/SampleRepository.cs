using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Sentry.Releases.Benchmarks;

/// <summary>How large a repository is.</summary>
/// <param name="Commits">Commits since the last tag.</param>
/// <param name="Files">Files in the tree, ten in a folder, ten folders in a folder.</param>
/// <param name="Tags">Annotated tags, spread evenly over the history before.</param>
/// <param name="History">Commits up to the last tag.</param>
public sealed record RepositorySize(int Commits, int Files, int Tags = 1, int History = 1)
{
    /// <summary>How many files each commit since the last tag changes; each before changes one.</summary>
    public const int FilesPerCommit = 3;

    /// <summary>How long a file is, in bytes.</summary>
    public const int FileLength = 1_024;
}

/// <summary>Generates repositories of any size, the same each time, by <c>git fast-import</c>.</summary>
public sealed class SampleRepository : IDisposable
{
    private const long FirstCommitTime = 1_600_000_000;
    private readonly Random _random = new(1);

    private SampleRepository(string directory) => Directory = directory;

    /// <summary>The working directory, in which no file is checked out.</summary>
    public string Directory { get; }

    /// <summary>Generates a repository in the folder for temporary files.</summary>
    /// <exception cref="InvalidOperationException">Git failed.</exception>
    public static SampleRepository Create(RepositorySize size)
    {
        var repository = new SampleRepository(System.IO.Directory.CreateTempSubdirectory("sentry-releases-bench-").FullName);
        repository.Git("init", "--quiet", "--initial-branch=main");
        repository.Import(size);
        repository.Git("pack-refs", "--all");
        return repository;
    }

    /// <returns>The folder of a file, which has ten of them.</returns>
    public static string FolderOf(int file) => string.Create(CultureInfo.InvariantCulture, $"src/area{file / 100}/part{file / 10}");

    /// <summary>Deletes it.</summary>
    public void Dispose()
    {
        // Git marks its objects read-only, which on Windows keeps them from being deleted.
        foreach (var file in System.IO.Directory.EnumerateFiles(Directory, "*", SearchOption.AllDirectories))
            File.SetAttributes(file, FileAttributes.Normal);
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    private void Import(RepositorySize size)
    {
        using var git = Start("fast-import", "--quiet");
        using (var stream = git.StandardInput)
        {
            var total = size.History + size.Commits;
            for (var number = 1; number <= total; number++)
            {
                WriteCommit(stream, number, number == 1 ? Enumerable.Range(0, size.Files) : Changed(size.Files, number > size.History ? RepositorySize.FilesPerCommit : 1));
                foreach (var tag in TagsAt(number, size))
                    WriteTag(stream, tag, number);
            }
        }

        WaitFor(git);
    }

    private IEnumerable<int> Changed(int files, int count) => Enumerable.Range(0, count).Select(_ => _random.Next(files)).Distinct();

    private static IEnumerable<string> TagsAt(int commit, RepositorySize size)
    {
        if (commit > size.History)
            yield break;

        var now = (long)commit * size.Tags / size.History;
        for (var tag = ((commit - 1L) * size.Tags / size.History) + 1; tag <= now; tag++)
            yield return $"v1.0.{tag.ToString(CultureInfo.InvariantCulture)}";
    }

    private void WriteCommit(StreamWriter stream, int number, IEnumerable<int> files)
    {
        var message = $"Change number {number}\n\nIt says in a paragraph of the usual length what was wrong and how this fixes it.\n";
        stream.Write($"commit refs/heads/main\nmark :{number}\n");
        stream.Write($"committer Ada Lovelace <ada@example.org> {FirstCommitTime + (number * 60L)} +0100\ndata {message.Length}\n{message}");
        foreach (var file in files)
            stream.Write($"M 100644 inline {FolderOf(file)}/file{file}.cs\ndata {RepositorySize.FileLength}\n{Content()}\n");
    }

    private static void WriteTag(StreamWriter stream, string name, int commit) =>
        stream.Write($"tag {name}\nfrom :{commit}\ntagger Ada Lovelace <ada@example.org> {FirstCommitTime + (commit * 60L)} +0100\ndata {name.Length}\n{name}\n");

    private string Content()
    {
        var content = new StringBuilder(RepositorySize.FileLength);
        while (content.Length < RepositorySize.FileLength)
            content.Append(_random.Next().ToString("x8", CultureInfo.InvariantCulture)).Append(content.Length % 64 == 0 ? '\n' : ' ');
        return content.ToString(0, RepositorySize.FileLength);
    }

    private void Git(params string[] arguments)
    {
        using var git = Start(arguments);
        git.StandardInput.Close();
        WaitFor(git);
    }

    private Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = Directory,
            RedirectStandardInput = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        return Process.Start(start)!;
    }

    private static void WaitFor(Process git)
    {
        git.WaitForExit();
        if (git.ExitCode != 0)
            throw new InvalidOperationException($"git {string.Join(' ', git.StartInfo.ArgumentList)} failed with {git.ExitCode}.");
    }
}
