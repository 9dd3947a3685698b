namespace Sentry.Releases.Git.GitProgram;

/// <summary>Lists tags with the git program.</summary>
/// <param name="run">Runs git with arguments and standard input, and returns what it wrote; the exit code given is an empty answer.</param>
internal sealed class TagReader(Func<IEnumerable<string>, IReadOnlyList<string>, int, string> run)
{
    private const string Prefix = "refs/tags/";

    public IReadOnlyList<GitTag> Read(Func<string, bool> accept)
    {
        try
        {
            return Shown().FindAll(tag => accept(tag.Name));
        }
        catch (UnreadableRepositoryException)
        {
            // It gives up where a tag's object is missing.
            return Peeled(accept);
        }
    }

    /// <summary>Packed references hold what tag objects name in the end, and this command alone does not read the objects again.</summary>
    private List<GitTag> Shown()
    {
        const int NoneFound = 1;
        const string OfTagObject = "^{}";
        var tags = new List<GitTag>();
        foreach (var (id, name) in Lines(run(["show-ref", "--tags", "--dereference"], [], NoneFound)))
        {
            if (!name.EndsWith(OfTagObject, StringComparison.Ordinal))
                tags.Add(new GitTag(name, id, IsAnnotated: false));
            else
                tags[^1] = tags[^1] with { CommitId = id, IsAnnotated = true };
        }

        return tags;
    }

    private List<GitTag> Peeled(Func<string, bool> accept)
    {
        var tags = Lines(run(["for-each-ref", "--format=%(objectname) %(refname)", Prefix], [], 0)).Where(tag => accept(tag.Name)).ToList();

        // One answer per line asked: the id, or that there is none ("<id>^{commit} missing").
        var peeled = run(["cat-file", "--batch-check=%(objectname)", "--buffer"], [.. tags.Select(tag => $"{tag.Id}^{{commit}}")], 0)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return
        [
            .. tags.Zip(peeled)
                .Where(pair => !pair.Second.Contains(' ', StringComparison.Ordinal))
                .Select(pair => new GitTag(pair.First.Name, pair.Second, IsAnnotated: pair.First.Id != pair.Second)),
        ];
    }

    /// <summary>A line is an id, a space and the reference's name.</summary>
    private static IEnumerable<(string Id, string Name)> Lines(string output) =>
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', 2))
            .Select(parts => (parts[0], parts[1][Prefix.Length..]));
}
