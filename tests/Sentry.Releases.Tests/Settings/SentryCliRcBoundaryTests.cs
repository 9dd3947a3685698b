using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.Tests.Settings;

/// <summary>A <c>.sentryclirc</c> belongs to a project only up to its repository: who can write above must not choose the server.</summary>
[TestClass]
public sealed class SentryCliRcBoundaryTests
{
    private const string Outside = "[defaults]\norg=outside-org\nurl=https://outside.example.com";

    [TestMethod]
    [DataRow("")]
    [DataRow("/src")]
    [DataRow("/src/app")]
    public void A_file_up_to_the_repositorys_root_is_used(string folder)
    {
        using var scenario = WithoutOrganization("repository/.git", "repository/src/app");
        scenario.Folder.Write($"work/repository{folder}/.sentryclirc", "[defaults]\norg=file-org");

        Assert.AreEqual("file-org", scenario.ReadWithoutDiagnostics().Organization);
    }

    [TestMethod]
    public void The_innermost_repository_ends_the_search_also_where_its_git_is_a_file()
    {
        using var scenario = WithoutOrganization("repository/.git", "repository/module/app");
        scenario.Folder.Write("work/repository/module/.git", "gitdir: ../.git/modules/module");
        scenario.Folder.Write("work/repository/.sentryclirc", "[defaults]\norg=outside-org");

        Assert.IsNull(scenario.Read());
        CollectionAssert.AreEquivalent(new[] { "SRM1001", "SRM1008" }, scenario.Codes.ToArray());
    }

    [TestMethod]
    [DataRow("shop.sln")]
    [DataRow("shop.slnx")]
    [DataRow("Directory.Build.props")]
    public void Without_a_repository_the_nearest_solution_ends_the_search(string file)
    {
        using var scenario = WithoutOrganization(null, "shop/src/app");
        scenario.Folder.Write($"work/shop/{file}", "");
        var own = scenario.Folder.Write("work/shop/.sentryclirc", "[defaults]\norg=file-org");
        scenario.Folder.Write("work/.sentryclirc", Outside);
        Assert.AreEqual("file-org", scenario.ReadWithoutDiagnostics().Organization);

        File.Delete(own);
        Assert.IsNull(scenario.Read());
        Assert.Contains("SRM1008", scenario.Codes);
    }

    [TestMethod]
    public void Without_either_only_the_projects_own_folder_counts()
    {
        using var scenario = WithoutOrganization(null, "app");
        scenario.Folder.Write("work/.sentryclirc", "[defaults]\norg=outside-org");
        Assert.IsNull(scenario.Read());

        scenario.Diagnostics.Clear();
        scenario.Folder.Write("work/app/.sentryclirc", "[defaults]\norg=file-org");
        Assert.AreEqual("file-org", scenario.ReadWithoutDiagnostics().Organization);
    }

    [TestMethod]
    public void A_server_that_only_a_file_outside_names_ends_it()
    {
        using var scenario = ConnectionScenario.Configured();
        var outside = scenario.Folder.Write("work/.sentryclirc", Outside);

        var message = scenario.ReadRefused(DiagnosticCodes.FileOutsideRepository);

        Assert.AreEqual(Severity.Error, scenario.Diagnostics[0].Severity);
        Assert.Contains(outside, message);
        Assert.Contains("SentryUrl", message);
        Assert.DoesNotContain("outside.example.com", message);
    }

    [TestMethod]
    [DataRow("property", "https://property.example.com/")]
    [DataRow("variable", "https://variable.example.com/")]
    [DataRow("home", "https://home.example.com/")]
    [DataRow("token", "https://token.example.com/")]
    [DataRow("no server outside", "https://sentry.io/")]
    public void Where_something_else_names_the_server_the_file_is_only_mentioned(string source, string server)
    {
        using var scenario = ConnectionScenario.Configured(
            source == "token" ? Tokens.Organization("https://token.example.com", null, "env-org") : Tokens.User);
        scenario.Folder.Write("work/.sentryclirc", source == "no server outside" ? "[auth]\ntoken=x" : Outside);
        if (source == "property")
            scenario.Properties["SentryUrl"] = server;
        else if (source == "variable")
            scenario.Machine.Variables["SENTRY_URL"] = server;
        else if (source == "home")
            scenario.HomeFile("[defaults]\nurl=" + server);

        Assert.AreEqual(server, scenario.Read()?.Server.AbsoluteUri);
        var diagnostic = scenario.Diagnostics.Single();
        Assert.AreEqual(DiagnosticCodes.FileOutsideRepository, diagnostic.Code);
        Assert.AreEqual(Severity.Message, diagnostic.Severity);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("[http]\nproxy_url=x")]
    [DataRow("[defaults")]
    public void A_file_outside_that_says_nothing_of_the_connection_is_not_mentioned(string text)
    {
        using var scenario = ConnectionScenario.Configured();
        scenario.Folder.Write("work/.sentryclirc", text);

        scenario.ReadWithoutDiagnostics();
    }

    [TestMethod]
    public void A_file_outside_is_of_no_interest_where_the_project_has_its_own()
    {
        using var scenario = ConnectionScenario.Configured();
        scenario.Folder.Write("work/.sentryclirc", Outside);
        scenario.ProjectFile("");

        Assert.AreEqual("https://sentry.io/", scenario.ReadWithoutDiagnostics().Server.AbsoluteUri);
    }

    [TestMethod]
    public void A_home_directory_above_the_project_is_not_outside()
    {
        using var scenario = ConnectionScenario.Configured();
        scenario.Machine.HomeDirectory = scenario.Folder.PathOf("work");
        scenario.Folder.Write("work/.sentryclirc", "[defaults]\nurl=https://home.example.com");

        Assert.AreEqual("https://home.example.com/", scenario.ReadWithoutDiagnostics().Server.AbsoluteUri);
    }

    private static ConnectionScenario WithoutOrganization(string? repository, string project)
    {
        var scenario = ConnectionScenario.Configured();
        scenario.Machine.Variables.Remove("SENTRY_ORG");
        Directory.Delete(scenario.Folder.PathOf("work"), recursive: true);
        if (repository is not null)
            scenario.Folder.CreateDirectory("work/" + repository);

        scenario.Project = scenario.Folder.CreateDirectory("work/" + project);
        return scenario;
    }
}
