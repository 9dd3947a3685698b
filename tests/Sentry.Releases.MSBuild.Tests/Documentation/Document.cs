using System.Text.RegularExpressions;
using Sentry.Releases.MSBuild.Tests.Infrastructure;

namespace Sentry.Releases.MSBuild.Tests.Documentation;

/// <summary>What a document of this repository gives to copy.</summary>
internal sealed partial class Document
{
    private const string Fence = "```";
    private const string Indent = "    ";

    private readonly string[] _lines;

    public Document(params string[] path)
    {
        Name = path[^1];
        Text = File.ReadAllText(Path.Combine([Package.RepositoryRoot, .. path]));
        _lines = Text.Split('\n');
        Snippets = [.. ReadSnippets()];
    }

    public string Name { get; }

    public string Text { get; }

    /// <summary>Its fenced and its indented blocks, in order.</summary>
    public IReadOnlyList<Snippet> Snippets { get; }

    /// <summary>Its sections of the second level.</summary>
    public IReadOnlyList<string> Sections => [.. _lines.Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..])];

    /// <summary>The only snippet of a language in a section.</summary>
    public Snippet Snippet(string section, string language) =>
        Snippets.Single(snippet => snippet.Section == section && snippet.Language == language);

    private IEnumerable<Snippet> ReadSnippets()
    {
        var section = "";
        for (var i = 0; i < _lines.Length; i++)
        {
            if (Heading().Match(_lines[i]) is { Success: true } heading)
                section = heading.Groups[1].Value;
            else if (_lines[i].TrimStart().StartsWith(Fence, StringComparison.Ordinal))
                yield return ReadBlock(section, ref i, _lines[i].Trim()[Fence.Length..], line => !line.TrimStart().StartsWith(Fence, StringComparison.Ordinal), i + 1);
            else if (_lines[i].StartsWith(Indent, StringComparison.Ordinal) && i > 0 && _lines[i - 1].Length == 0)
                yield return ReadBlock(section, ref i, "", line => line.Length == 0 || line.StartsWith(Indent, StringComparison.Ordinal), i);
        }
    }

    private Snippet ReadBlock(string section, ref int i, string language, Func<string, bool> isPart, int start)
    {
        var lines = _lines.Skip(start).TakeWhile(isPart).ToList();
        i = start + lines.Count;
        var indent = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return new Snippet(section, language, string.Join('\n', lines.Select(line => line.Length > 0 ? line[indent..] : "")).TrimEnd());
    }

    [GeneratedRegex("^#+ (.*)")]
    private static partial Regex Heading();
}

/// <summary>A block of a document.</summary>
/// <param name="Section">The heading that it is under.</param>
/// <param name="Language">What its fence says; empty for an indented block.</param>
/// <param name="Text">The block, without the document's indentation.</param>
internal sealed record Snippet(string Section, string Language, string Text)
{
    /// <summary>What follows a key of YAML: its value, or the entries of its list in lines; <see langword="null"/> where there is none.</summary>
    public string? Yaml(string key)
    {
        var lines = Text.Split('\n').Select(line => line.Split(" #")[0].Trim()).ToList();
        var index = lines.FindIndex(line => line.StartsWith($"{key}:", StringComparison.Ordinal) || line.StartsWith($"- {key}:", StringComparison.Ordinal));
        if (index < 0)
            return null;

        var value = lines[index][(lines[index].IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        return value.Length > 0 ? value : string.Join('\n', lines.Skip(index + 1).TakeWhile(line => line.StartsWith("- ", StringComparison.Ordinal)).Select(line => line[2..]));
    }

    /// <summary>The only match of a pattern's first group.</summary>
    public string Match(string pattern) => Regex.Matches(Text, pattern, RegexOptions.Multiline).Single().Groups[1].Value;
}
