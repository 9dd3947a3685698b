using System.Globalization;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Tests.StandIn;
using Sentry.StandIn;
using Sentry.StandIn.Store;

namespace Sentry.Releases.Tests.SentryApi;

/// <summary>What the client reads back of what it sent.</summary>
[TestClass]
public sealed class ReadingTests
{
    private const string OddName = "a@1.0+b %x?y#z";

    [TestMethod]
    public async Task A_release_comes_back_as_it_was_sent()
    {
        await using var server = await ApiServer.StartAsync();
        var released = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        server.Client.CreateRelease(new ReleaseRequest
        {
            Version = OddName,
            Projects = ["web", "api"],
            Ref = "abc",
            Url = "https://example.com/notes",
            DateReleased = released,
            Commits = Commits(3),
        });

        var release = server.Client.GetRelease(OddName);

        Assert.AreEqual(OddName, release.Version);
        Assert.AreEqual("open", release.Status);
        Assert.AreEqual("abc", release.Ref);
        Assert.AreEqual("https://example.com/notes", release.Url);
        Assert.AreEqual(released, release.DateReleased);
        Assert.AreEqual(3, release.CommitCount);
        Assert.AreEqual(0, release.DeployCount);
        Assert.AreEqual(0, release.NewGroups);
        Assert.AreEqual(Id(0), release.LastCommit!.Id);
        Assert.AreEqual("web,api", string.Join(',', release.Projects!.Select(project => project.Slug)));
        Assert.EndsWith("/releases/a%401.0%2Bb%20%25x%3Fy%23z/", server.Paths[^1]);
    }

    [TestMethod]
    public async Task Commits_files_and_deploys_of_an_odd_name_come_back_whole()
    {
        await using var server = await ApiServer.StartAsync();
        await CreateAsync(server, OddName, 250);
        for (var i = 0; i < 250; i++)
            server.Sentry.AddFile(OddName, File(i));

        server.Client.CreateDeploy(OddName, new Deploy("prod", "d1", DateFinished: DateTimeOffset.UtcNow));

        var commits = server.Client.ListCommits(OddName).ToList();
        CollectionAssert.AreEqual(Enumerable.Range(0, 250).Select(Id).ToList(), commits.Select(commit => commit.Id).ToList());
        Assert.AreEqual("Change 0\n\nBody", commits[0].Message);
        Assert.AreEqual("Ada", commits[0].AuthorName);
        Assert.AreEqual("ada@example.org", commits[0].AuthorEmail);
        Assert.AreEqual("acme/shop", commits[0].Repository);

        var files = server.Client.ListFiles(OddName).ToList();
        Assert.HasCount(250, files);
        Assert.AreEqual(1000, files.Single(file => file.Name == "~/0.js").Size);
        Assert.IsNotNull(files[0].Headers);

        var deploy = server.Client.ListDeploys(OddName).ToList().Single();
        Assert.AreEqual("prod", deploy.Environment);
        Assert.AreEqual("d1", deploy.Name);
        Assert.IsEmpty(server.Sentry.Oddities);
    }

    [TestMethod]
    public async Task Repositories_are_listed()
    {
        await using var server = await ApiServer.StartAsync(new StandInOptions
        {
            Repositories = [new("acme/shop", Url: "https://github.com/acme/shop"), new("other", Provider: null)],
        });
        var repository = server.Client.ListRepositories("SHOP").ToList().Single();
        Assert.AreEqual("acme/shop", repository.Name);
        Assert.AreEqual("integrations:github", repository.Provider);
        Assert.AreEqual("https://github.com/acme/shop", repository.Url);
    }

    [TestMethod]
    public async Task New_fields_and_odd_ones_cost_themselves_only()
    {
        await using var server = await ApiServer.AnswersAsync(200, """
            {"version": 12, "brandNew": {"a": [1]}, "shortVersion": null, "status": ["x"], "dateCreated": "yesterday", "dateReleased": "2026-01-02T03:04:05",
             "commitCount": "7", "deployCount": -1, "newGroups": 1.5, "lastCommit": "abc", "projects": [null, "web", {"slug": "api", "id": 102}]}
            """);
        var release = server.Client.GetRelease("12");
        Assert.AreEqual("12", release.Version);
        Assert.IsNull(release.ShortVersion);
        Assert.IsNull(release.Status);
        Assert.IsNull(release.DateCreated);
        Assert.AreEqual(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), release.DateReleased);
        Assert.AreEqual(7, release.CommitCount);
        Assert.IsNull(release.DeployCount);
        Assert.IsNull(release.NewGroups);
        Assert.IsNull(release.LastCommit);
        Assert.AreEqual("102", release.Projects!.Single().Id);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow(".")]
    [DataRow("..")]
    public async Task A_name_that_would_lead_to_another_address_is_refused(string version)
    {
        await using var server = await ApiServer.StartAsync();
        Assert.ThrowsExactly<ArgumentException>(() => server.Client.GetRelease(version));
        Assert.ThrowsExactly<ArgumentException>(() => server.Client.ListCommits(version));
        Assert.IsEmpty(server.Sentry.Requests);
    }

    [TestMethod]
    [RequiresOpenApiDescription]
    public async Task Every_request_and_answer_conforms_to_Sentrys_description()
    {
        var answers = new List<(string Method, string Path, int Status, string Body)>();
        await using var server = await ApiServer.StartAsync(new StandInOptions
        {
            Before = async (context, next) =>
            {
                var path = context.Request.Path + context.Request.QueryString;
                var sent = context.Response.Body;
                using var body = new MemoryStream();
                context.Response.Body = body;
                await next(context);
                answers.Add((context.Request.Method, path, context.Response.StatusCode, System.Text.Encoding.UTF8.GetString(body.ToArray())));
                body.Position = 0;
                await body.CopyToAsync(sent);
            },
        });

        await CreateAsync(server, "app@1.0", 3);
        server.Client.UpdateRelease(new ReleaseRequest { Version = "app@1.0", Projects = [], Ref = "abc", DateReleased = DateTimeOffset.UtcNow });
        server.Client.CreateDeploy("app@1.0", new Deploy("prod", "d1", "https://example.com/d1", DateTimeOffset.UtcNow, DateTimeOffset.UtcNow));
        server.Sentry.AddFile("app@1.0", File(1));
        server.Client.GetRelease("app@1.0");
        _ = server.Client.ListReleases(new ReleaseFilter { Projects = ["web"] }, limit: 1).ToList();
        _ = server.Client.ListCommits("app@1.0", limit: 2).ToList();
        _ = server.Client.ListFiles("app@1.0").ToList();
        _ = server.Client.ListDeploys("app@1.0").ToList();
        _ = server.Client.ListRepositories().ToList();

        Assert.HasCount(9, answers);
        foreach (var (method, path, status, body) in answers)
            await OpenApiDescription.AssertResponseValid(method, path, status, body);

        foreach (var request in server.Sentry.Requests.Where(request => request.Method is "POST" or "PUT"))
            await OpenApiDescription.AssertRequestValid(request.Method, request.PathAndQuery, request.Text);
    }

    private static async Task CreateAsync(ApiServer server, string version, int commits) =>
        server.Client.CreateRelease(new ReleaseRequest { Version = version, Projects = ["web"], Commits = Commits(commits) });

    private static List<ReleaseCommit> Commits(int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => new ReleaseCommit(
            Id(i),
            string.Create(CultureInfo.InvariantCulture, $"Change {i}\n\nBody"),
            "Ada",
            "ada@example.org",
            new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)).AddMinutes(-i),
            "acme/shop",
            [new PatchRequest(string.Create(CultureInfo.InvariantCulture, $"src/{i}.cs"), "M")])),
    ];

    private static StoredFile File(int number) =>
        new(string.Create(CultureInfo.InvariantCulture, $"~/{number}.js"), 1000 + number, new string('a', 40));

    private static string Id(int number) => number.ToString("x40", CultureInfo.InvariantCulture);
}
