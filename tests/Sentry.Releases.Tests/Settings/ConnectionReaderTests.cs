using Sentry.Releases.Diagnostics;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Tests.Settings;

[TestClass]
internal sealed class ConnectionReaderTests
{
    [TestMethod]
    public void A_dry_run_demands_nothing_but_says_what_is_wrong()
    {
        using var scenario = new ConnectionScenario();
        Assert.IsEmpty(ConnectionReader.ReadProjects(scenario.Settings, scenario.Diagnostics.Add));
        Assert.IsEmpty(scenario.Diagnostics);

        scenario.Properties["SentryOrg"] = "The Acme Company";
        scenario.Properties["SentryUrl"] = "ftp://sentry.example.com";
        scenario.Properties["SentryProject"] = "web";

        Assert.AreEqual("web", ConnectionReader.ReadProjects(scenario.Settings, scenario.Diagnostics.Add).Single());
        Assert.HasCount(2, scenario.Codes.Where(code => code == DiagnosticCodes.InvalidSetting));
    }

    [TestMethod]
    public void A_file_that_names_the_token_and_its_server_agrees_with_that_server_from_elsewhere()
    {
        using var scenario = new ConnectionScenario();
        scenario.ProjectFile($"[auth]\ntoken={Tokens.User}\n[defaults]\norg=acme\nproject=web\nurl=https://sentry.example.com");
        scenario.Properties["SentryUrl"] = "https://sentry.example.com/";

        Assert.AreEqual("https://sentry.example.com/", scenario.ReadWithoutDiagnostics().Server.AbsoluteUri);
    }

    [TestMethod]
    [DataRow(4, "property-org", "property-project", "https://property.example.com/")]
    [DataRow(3, "env-org", "env-project", "https://env.example.com/")]
    [DataRow(2, "near-org", "near-project", "https://near.example.com/")]
    [DataRow(1, "home-org", "home-project", "https://home.example.com/")]
    public void Property_then_environment_then_nearest_file_then_home(int sources, string organization, string project, string server)
    {
        using var scenario = new ConnectionScenario();
        scenario.Machine.Variables["SENTRY_AUTH_TOKEN"] = Tokens.User;
        scenario.HomeFile("[defaults]\norg=home-org\nproject=home-project\nurl=https://home.example.com");
        if (sources > 1)
            scenario.ProjectFile("[defaults]\norg=near-org\nproject=near-project\nurl=https://near.example.com");
        if (sources > 2)
        {
            scenario.Machine.Variables["SENTRY_ORG"] = "env-org";
            scenario.Machine.Variables["SENTRY_PROJECT"] = "env-project";
            scenario.Machine.Variables["SENTRY_URL"] = "https://env.example.com";
        }

        if (sources > 3)
        {
            scenario.Properties["SentryOrg"] = "property-org";
            scenario.Properties["SentryProject"] = "property-project";
            scenario.Properties["SentryUrl"] = "https://property.example.com";
        }

        var connection = scenario.ReadWithoutDiagnostics();

        Assert.AreEqual(organization, connection.Organization);
        Assert.AreEqual(project, scenario.Projects.Single());
        Assert.AreEqual(server, connection.Server.AbsoluteUri);
    }

    [TestMethod]
    public void Each_key_comes_from_the_nearest_file_that_has_it()
    {
        using var scenario = new ConnectionScenario();
        scenario.ProjectFile("[defaults]\norg = near-org\nproject =\n");
        scenario.HomeFile($"[defaults]\norg = home-org\nproject = home-project\n[auth]\ntoken = {Tokens.User}");

        var connection = scenario.ReadWithoutDiagnostics();

        Assert.AreEqual("near-org", connection.Organization);
        Assert.AreEqual("home-project", scenario.Projects.Single());
        Assert.AreEqual(Tokens.User, connection.Token.Value);
    }

    [TestMethod]
    public void Of_the_files_above_the_project_only_the_nearest_counts()
    {
        using var scenario = ConnectionScenario.Configured();
        scenario.Machine.Variables.Remove("SENTRY_ORG");
        scenario.Folder.Write("work/.sentryclirc", "[defaults]\norg = far-org");
        scenario.ProjectFile("[defaults]\nproject = near-project");

        scenario.ReadRefused(DiagnosticCodes.NoOrganization);
    }

    [TestMethod]
    public void A_file_in_a_home_directory_above_the_project_is_read_once()
    {
        using var scenario = ConnectionScenario.Configured();
        scenario.Machine.HomeDirectory = scenario.Folder.PathOf("work/repository");
        scenario.ProjectFile("no section, no value");

        Assert.IsNotNull(scenario.Read());

        Assert.HasCount(1, scenario.Diagnostics);
    }

    [TestMethod]
    public void An_organization_token_carries_organization_and_region()
    {
        using var scenario = ConnectionScenario.Configured(Tokens.Organization("https://sentry.io", "https://de.sentry.io", "token-org"));
        scenario.Machine.Variables.Remove("SENTRY_ORG");

        var connection = scenario.ReadWithoutDiagnostics();

        Assert.AreEqual("token-org", connection.Organization);
        Assert.AreEqual("https://de.sentry.io/", connection.Server.AbsoluteUri);
    }

    [TestMethod]
    public void Without_a_region_the_organization_tokens_own_server_is_used()
    {
        using var scenario = ConnectionScenario.Configured(Tokens.Organization("https://sentry.example.com/", null, "token-org"));

        Assert.AreEqual("https://sentry.example.com/", scenario.ReadWithoutDiagnostics().Server.AbsoluteUri);
    }

    [TestMethod]
    public void A_configured_organization_wins_over_the_tokens()
    {
        using var scenario = ConnectionScenario.Configured(Tokens.Organization("https://sentry.io", null, "token-org"));

        Assert.AreEqual("env-org", scenario.ReadWithoutDiagnostics().Organization);
    }

    [TestMethod]
    public void Without_any_server_it_is_Sentrys_own()
    {
        using var scenario = ConnectionScenario.Configured();

        Assert.AreEqual("https://sentry.io/", scenario.ReadWithoutDiagnostics().Server.AbsoluteUri);
    }

    [TestMethod]
    [DataRow("a;b,c", "a b c")]
    [DataRow(" a ; ;, b ;a", "a b")]
    [DataRow("4711", "4711")]
    public void Several_projects_are_separated_by_semicolon_or_comma(string text, string expected)
    {
        using var scenario = ConnectionScenario.Configured();
        scenario.Properties["SentryProject"] = text;

        scenario.ReadWithoutDiagnostics();
        Assert.AreEqual(expected, string.Join(' ', scenario.Projects));
    }

    [TestMethod]
    public void White_space_is_unset_everywhere()
    {
        using var scenario = ConnectionScenario.Configured();
        foreach (var property in new[] { "SentryOrg", "SentryProject", "SentryUrl", "SentryReleaseAuthTokenFile" })
            scenario.Properties[property] = " \t\n";
        scenario.Machine.Variables["SENTRY_URL"] = "  ";

        var connection = scenario.ReadWithoutDiagnostics();

        Assert.AreEqual("env-org", connection.Organization);
        Assert.AreEqual("https://sentry.io/", connection.Server.AbsoluteUri);
    }

    [TestMethod]
    [DataRow(Severity.Message)]
    [DataRow(Severity.Warning)]
    public void All_that_lacks_is_said_at_once(Severity severity)
    {
        using var scenario = new ConnectionScenario();

        Assert.IsNull(scenario.Read(severityOfMissing: severity));

        Assert.AreEqual("SRM1001 SRM1002 SRM1003", string.Join(' ', scenario.Codes.Order(StringComparer.Ordinal)));
        Assert.IsTrue(scenario.Diagnostics.TrueForAll(diagnostic => diagnostic.Severity == severity));
        Assert.Contains("SentryOrg", Message("SRM1001"));
        Assert.Contains("SentryProject", Message("SRM1002"));
        Assert.Contains("SENTRY_AUTH_TOKEN", Message("SRM1003"));

        string Message(string code) => scenario.Diagnostics.Single(diagnostic => diagnostic.Code == code).Message;
    }

    [TestMethod]
    public void No_project_is_fine_where_none_is_needed()
    {
        using var scenario = ConnectionScenario.Configured();
        scenario.Machine.Variables.Remove("SENTRY_PROJECT");

        scenario.ReadWithoutDiagnostics(projectsNeeded: false);
        Assert.IsEmpty(scenario.Projects);
    }

    [TestMethod]
    [DataRow("..")]
    [DataRow("a/b")]
    [DataRow("My Company")]
    [DataRow("org?x=1")]
    [DataRow("org%2F..")]
    public void An_organization_that_would_lead_elsewhere_is_refused(string organization)
    {
        using var scenario = ConnectionScenario.Configured();
        scenario.Properties["SentryOrg"] = organization;

        Assert.Contains("SentryOrg", scenario.ReadRefused(DiagnosticCodes.InvalidSetting));
    }

    [TestMethod]
    public void For_a_dry_run_nothing_is_demanded_and_no_token_is_read()
    {
        using var scenario = new ConnectionScenario();
        scenario.Machine.Variables["SENTRY_AUTH_TOKEN"] = "not a token";
        scenario.Properties["SentryReleaseAuthTokenFile"] = "missing";
        scenario.Properties["SentryProject"] = "a;b";
        scenario.Properties["SentryUrl"] = "https://sentry.example.com/sentry";

        var projects = ConnectionReader.ReadProjects(scenario.Settings, scenario.Diagnostics.Add);

        Assert.IsEmpty(scenario.Diagnostics);
        Assert.AreEqual("a b", string.Join(' ', projects));
    }

    [TestMethod]
    public void A_dry_run_says_that_the_server_is_wrong()
    {
        using var scenario = new ConnectionScenario();
        scenario.Properties["SentryUrl"] = "sentry.example.com";

        ConnectionReader.ReadProjects(scenario.Settings, scenario.Diagnostics.Add);

        Assert.AreEqual("SRM1005", scenario.Codes.Single());
    }
}
