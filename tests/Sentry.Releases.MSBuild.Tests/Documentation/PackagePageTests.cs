using System.IO.Compression;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Sentry.Releases.MSBuild.Tests.Infrastructure;

namespace Sentry.Releases.MSBuild.Tests.Documentation;

/// <summary>The package's page, rendered as a gallery does: with tables and the like, but without HTML and without files beside it.</summary>
[TestClass]
public sealed class PackagePageTests
{
    private const string Repository = "https://github.com/acme/sentry-releases";

    private static readonly MarkdownPipeline Gallery = new MarkdownPipelineBuilder()
        .UseGridTables().UsePipeTables().UseListExtras().UseTaskLists().UseEmojiAndSmiley().UseAutoLinks().UseAutoIdentifiers()
        .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough).Build();

    [TestMethod]
    public void The_page_in_the_package_reads_well()
    {
        using var package = ZipFile.OpenRead(Package.NupkgPath);
        using var page = new StreamReader(package.GetEntry("README.md")!.Open());

        AssertReadsWell(page.ReadToEnd());
    }

    [TestMethod]
    public async Task Where_the_repository_is_known_links_lead_to_its_files_at_the_commit()
    {
        var page = AssertReadsWell(await WriteAsync($"-p:RepositoryUrl={Repository}.git", "-p:SourceRevisionId=0123456789abcdef"));

        var links = Links(page).ToList();
        Assert.IsNotEmpty(links);
        foreach (var link in links)
            AssertLeadsSomewhere(link.Url!, $"{Repository}/blob/0123456789abcdef/");
    }

    [TestMethod]
    public async Task Where_no_repository_is_known_there_is_no_link()
    {
        var page = AssertReadsWell(await WriteAsync("-p:EnableSourceControlManagerQueries=false"));

        Assert.AreEqual("", string.Join(' ', Links(page).Select(link => link.Url)));
    }

    /// <summary>What is not in the picture of it is all there: the headings, the tables and the code of the README.</summary>
    private static MarkdownDocument AssertReadsWell(string markdown)
    {
        var page = Markdown.Parse(markdown, Gallery);
        Assert.IsEmpty(page.Descendants().Where(part => part is HtmlBlock or HtmlInline), "HTML is shown as text");
        Assert.IsEmpty(page.Descendants<LinkInline>().Where(link => link.IsImage), "pictures are blank");
        foreach (var link in Links(page))
            Assert.StartsWith("https://", link.Url!, "it leads nowhere");

        foreach (var text in page.Descendants<LiteralInline>())
            Assert.DoesNotContain("](", text.Content.ToString());

        var readme = Markdown.Parse(new Document("README.md").Text, Gallery);
        CollectionAssert.AreEqual(Blocks(readme), Blocks(page));
        return page;
    }

    private static string[] Blocks(MarkdownDocument document) =>
        [.. document.Descendants<LeafBlock>().Where(block => block is HeadingBlock or CodeBlock).Select(block => $"{block.Inline?.FirstChild}{block.Lines}")];

    private static IEnumerable<LinkInline> Links(MarkdownDocument page) => page.Descendants<LinkInline>();

    private static void AssertLeadsSomewhere(string link, string root)
    {
        Assert.StartsWith(root, link);
        var (path, section) = link[root.Length..].Split('#') is [var file, var anchor] ? (file, anchor) : (link[root.Length..], null);
        var target = Path.Combine(Package.RepositoryRoot, path);
        Assert.IsTrue(File.Exists(target), link);
        if (section is not null)
            Assert.MatchesRegex($"(?mi)^#+ {Regex.Escape(section).Replace("-", "[ .-]+", StringComparison.Ordinal)}$", File.ReadAllText(target), link);
    }

    /// <summary>By the target that packing runs.</summary>
    private static async Task<string> WriteAsync(params string[] properties)
    {
        var folder = Path.Combine(Package.Root, Guid.NewGuid().ToString("N")) + Path.DirectorySeparatorChar;
        string[] arguments = ["msbuild", $"src/{Package.Id}", "-t:WritePackagePage", $"-p:IntermediateOutputPath={folder}", .. properties];
        (await Command.RunAsync("dotnet", arguments, Package.RepositoryRoot)).Succeeded();
        return await File.ReadAllTextAsync(Path.Combine(folder, "README.md"));
    }
}
