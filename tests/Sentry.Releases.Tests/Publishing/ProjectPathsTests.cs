using Sentry.Releases.Diagnostics;
using Sentry.Releases.Git;
using Sentry.Releases.Naming;
using Sentry.Releases.Publishing;
using Sentry.Releases.Settings;
using Sentry.Releases.Tests.Settings;

namespace Sentry.Releases.Tests.Publishing;

/// <summary>Which paths a release follows, by what the build's projects say they are made of.</summary>
[TestClass]
public sealed class ProjectPathsTests : IDisposable
{
    private const string Own = "Own";
    private const string Following = "SentryReleaseProjectPaths=true";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow("SentryReleaseProjectPaths=true", "Web", DisplayName = "What the project is made of")]
    [DataRow("SentryReleaseProjectPaths=true|SentryReleasePaths=docs", "docs Web", DisplayName = "And the given paths")]
    public void They_are_the_projects_own(string properties, string expected) => Assert.AreEqual(expected, Find(properties));

    [TestMethod]
    [DataRow(Following, "shop@7", "Jobs Web", DisplayName = "Those of both")]
    [DataRow("SentryReleasePaths=cron", "shop@7", "cron Web", DisplayName = "Those that it has by hand")]
    [DataRow($"{Following}|SentryReleasePaths=cron", "shop@7", "cron Jobs Web")]
    [DataRow("", "shop@7", "", DisplayName = "All, when it sends all")]
    [DataRow("SentryReleaseCommitSource=None", "shop@7", "Web", DisplayName = "It sends none")]
    [DataRow(Following, "shop@8", "Web", DisplayName = "It has another release")]
    public void An_application_with_the_same_release_adds_its_own(string properties, string release, string expected) =>
        Assert.AreEqual(expected, Find($"{Following}|SentryRelease=shop@7", ("Jobs", $"{properties}|SentryRelease={release}")));

    [TestMethod]
    public void A_name_that_the_whole_build_was_given_is_meant_for_the_application_that_is_in_it()
    {
        var others = ("Jobs", $"{Following}|SentryRelease=Own@7");

        Assert.AreEqual("Jobs Web", Find($"{Following}|SentryRelease=Own@7", others));
        Assert.AreEqual("Web", Find(new FakeReader(_folder, [others]) { Given = "SentryRelease" }, $"{Following}|SentryRelease=Own@7"));
        Assert.AreEqual("Jobs Web", Find(new FakeReader(_folder, [("Jobs", $"{Following}|SentryRelease=shop@7")]) { Given = "SentryRelease" }, $"{Following}|SentryRelease=shop@7"));
    }

    [TestMethod]
    public void Without_a_repository_only_the_given_paths_are_left()
    {
        var settings = Settings(_folder.CreateDirectory("nowhere"), $"{Following}|SentryReleasePaths=docs");

        CollectionAssert.AreEqual(new[] { "docs" }, ProjectPaths.Find(settings, new FakeReader(_folder, []), CancellationToken.None).ToArray());
    }

    [TestMethod]
    public void When_the_projects_cannot_be_read_all_commits_are_sent_and_that_is_said()
    {
        AssertSaid(null);
        AssertSaid(() => throw new InvalidOperationException("broken"));

        void AssertSaid(Func<IProjectReader>? open)
        {
            var diagnostics = new List<Diagnostic>();
            var build = new BuildFacts { Application = new BuiltApplication(""), DefaultReportPath = "", OpenProjects = open };

            Assert.IsEmpty(ProjectPaths.Find(Settings(_folder.Root, $"{Following}|SentryReleasePaths=docs"), build, diagnostics.Add, CancellationToken.None));
            Assert.AreEqual(("SRM1005", Severity.Warning), (diagnostics.Single().Code, diagnostics[0].Severity));
            Assert.StartsWith("SentryReleaseProjectPaths ", diagnostics[0].Message);
        }
    }

    [TestMethod]
    public void Cancelling_is_no_failure()
    {
        var build = new BuildFacts { Application = new BuiltApplication(""), DefaultReportPath = "", OpenProjects = () => new FakeReader(_folder, []) };

        Assert.ThrowsExactly<OperationCanceledException>(() => ProjectPaths.Find(Settings(Repository(), Following), build, _ => { }, new CancellationToken(canceled: true)));
    }

    private string Find(string properties, params (string Name, string Properties)[] others) => Find(new FakeReader(_folder, others), properties);

    private string Find(FakeReader projects, string properties) =>
        string.Join(' ', ProjectPaths.Find(Settings(Repository(), properties), projects, CancellationToken.None));

    private string Repository() => Path.GetDirectoryName(_folder.CreateDirectory(".git"))!;

    /// <param name="directory">The project's folder.</param>
    /// <param name="properties">As <c>name=value</c>, separated by bars.</param>
    private static ReleaseSettings Settings(string directory, string properties) => ReleaseSettings.Read(
        properties.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(property => property.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]),
        directory,
        new FakeMachine().Environment);

    /// <summary>A repository with the project Web, and others beside it that have releases, each made of its folder.</summary>
    private sealed class FakeReader(TemporaryFolder folder, (string Name, string Properties)[] others) : IProjectReader
    {
        /// <summary>The property that was given to the whole build.</summary>
        public string? Given { get; init; }

        public string ProjectFile => folder.PathOf("Web/Web.csproj");

        public string AssemblyName => Own;

        public bool IsGivenToBuild(string name) => name == Given;

        public void AddSources(string projectFile, RepositoryPaths paths, CancellationToken cancellation)
        {
            cancellation.ThrowIfCancellationRequested();
            paths.AddFolder(Path.GetDirectoryName(projectFile)!);
        }

        public IEnumerable<RepositoryApplication> Applications(string directory, CancellationToken cancellation) =>
        [
            new(ProjectFile, Settings(folder.Root, "")),
            .. others.Select(other => new RepositoryApplication(folder.PathOf($"{other.Name}/{other.Name}.csproj"), Settings(folder.Root, other.Properties))),
        ];

        public void Dispose()
        {
        }
    }
}
