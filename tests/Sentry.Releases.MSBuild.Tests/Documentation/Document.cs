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
    public IReadOnlyList<string> Sections =>
        [.. _lines.Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..])];

    /// <summary>The only snippet of a language in a section.</summary>
    public Snippet Snippet(string section, string language) =>
        Snippets.Single(snippet => snippet.Section == section && snippet.Language == language);

    /// <summary>The only match of a pattern's first group in its text.</summary>
    public string Match(string pattern) => Regex.Matches(Text, pattern).Single().Groups[1].Value;

    private IEnumerable<Snippet> ReadSnippets()
    {
        var section = "";
        for (var i = 0; i < _lines.Length; i++)
        {
            var line = _lines[i];
            if (Heading().Match(line) is { Success: true } heading)
                section = heading.Groups[1].Value;
            else if (IsFence(line))
                yield return ReadBlock(section, line.Trim()[Fence.Length..], start: i + 1, part => !IsFence(part), out i);
            else if (IsIndented(line) && _lines[i - 1].Length == 0)
                yield return ReadBlock(section, "", start: i, part => part.Length == 0 || IsIndented(part), out i);
        }
    }

    private static bool IsFence(string line) => line.TrimStart().StartsWith(Fence, StringComparison.Ordinal);

    private static bool IsIndented(string line) => line.StartsWith(Indent, StringComparison.Ordinal);

    private Snippet ReadBlock(string section, string language, int start, Func<string, bool> isPart, out int end)
    {
        var lines = _lines.Skip(start).TakeWhile(isPart).ToList();
        end = start + lines.Count;
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
        var index = lines.FindIndex(line => line.TrimStart('-', ' ').StartsWith($"{key}:", StringComparison.Ordinal));
        if (index < 0)
            return null;

        var value = lines[index][(lines[index].IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        var entries = lines.Skip(index + 1).TakeWhile(line => line.StartsWith("- ", StringComparison.Ordinal)).Select(line => line[2..]);
        return value.Length > 0 ? value : string.Join('\n', entries);
    }

    /// <summary>The only match of a pattern's first group.</summary>
    public string Match(string pattern) => Regex.Matches(Text, pattern, RegexOptions.Multiline).Single().Groups[1].Value;
}
