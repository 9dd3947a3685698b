using Sentry.Releases.Settings;

namespace Sentry.Releases.Tests.Settings;

[TestClass]
public sealed class CiServiceTests
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";

    [TestMethod]
    [DataRow("CI", "true")]
    [DataRow("CI", "1")]
    [DataRow("CI", "woodpecker")]
    [DataRow("TF_BUILD", "True")]
    [DataRow("JENKINS_URL", "https://jenkins.example.com/")]
    [DataRow("TEAMCITY_VERSION", "2025.1")]
    [DataRow("GITHUB_ACTIONS", "true")]
    [DataRow("GITLAB_CI", "true")]
    [DataRow("BITBUCKET_BUILD_NUMBER", "7")]
    [DataRow("CODEBUILD_BUILD_ID", "x:1")]
    [DataRow("DRONE", "true")]
    [DataRow("bamboo_buildKey", "SHOP-1")]
    public void A_build_of_a_service_is_unattended(string variable, string value) =>
        Assert.IsTrue(SettingsScenario.Read(Machine((variable, value))).IsUnattended);

    [TestMethod]
    [DataRow("CI", "")]
    [DataRow("CI", "false")]
    [DataRow("CI", "FALSE")]
    [DataRow("CI", "0")]
    [DataRow("APPVEYOR", "false")]
    [DataRow("GIT_COMMIT", Commit)]
    public void A_build_at_a_desk_is_not(string variable, string value) =>
        Assert.IsFalse(SettingsScenario.Read(Machine((variable, value))).IsUnattended);

    [TestMethod]
    [DataRow("true", true)]
    [DataRow("True", true)]
    [DataRow("false", false)]
    [DataRow("", false)]
    public void The_build_itself_can_say_so(string value, bool isUnattended) =>
        Assert.AreEqual(isUnattended, SettingsScenario.Read(("ContinuousIntegrationBuild", value)).IsUnattended);

    [TestMethod]
    [DataRow("GITHUB_SHA", "GITHUB_REPOSITORY")]
    [DataRow("CI_COMMIT_SHA", "CI_PROJECT_PATH")]
    [DataRow("CI_COMMIT_SHA", "CI_REPO")]
    [DataRow("BUILD_SOURCEVERSION", "BUILD_REPOSITORY_NAME")]
    [DataRow("BITBUCKET_COMMIT", "BITBUCKET_REPO_FULL_NAME")]
    [DataRow("GIT_COMMIT", null)]
    [DataRow("BUILD_VCS_NUMBER", null)]
    [DataRow("CIRCLE_SHA1", null)]
    [DataRow("APPVEYOR_REPO_COMMIT", "APPVEYOR_REPO_NAME")]
    [DataRow("TRAVIS_COMMIT", "TRAVIS_REPO_SLUG")]
    [DataRow("BUILDKITE_COMMIT", null)]
    [DataRow("CODEBUILD_RESOLVED_SOURCE_VERSION", null)]
    [DataRow("DRONE_COMMIT_SHA", "DRONE_REPO")]
    [DataRow("SEMAPHORE_GIT_SHA", "SEMAPHORE_GIT_REPO_SLUG")]
    [DataRow("CIRRUS_CHANGE_IN_REPO", "CIRRUS_REPO_FULL_NAME")]
    [DataRow("CF_REVISION", null)]
    [DataRow("bamboo_planRepository_revision", null)]
    public void The_service_tells_commit_and_repository(string commit, string? repository)
    {
        var machine = Machine((commit, Commit.ToUpperInvariant()));
        if (repository is not null)
            machine.Variables[repository] = "acme/shop";

        Assert.AreEqual(Commit, CiServices.Commit(machine.Environment));
        Assert.AreEqual(repository is null ? null : "acme/shop", CiServices.Repository(machine.Environment));
    }

    [TestMethod]
    [DataRow("HEAD")]
    [DataRow("0123456")]
    [DataRow("g123456789abcdef0123456789abcdef01234567")]
    public void What_is_no_id_of_a_commit_is_none(string value)
    {
        var environment = Machine(("GITHUB_SHA", value), ("GITHUB_REPOSITORY", "acme/shop")).Environment;

        Assert.IsNull(CiServices.Commit(environment));
        Assert.IsNull(CiServices.Repository(environment));
    }

    [TestMethod]
    public void GitHub_has_a_file_for_a_summary_and_Azure_takes_one()
    {
        var path = Path.GetFullPath("summary.md");
        var gitHub = Machine(("GITHUB_STEP_SUMMARY", path)).Environment;
        var azure = Machine(("TF_BUILD", "True")).Environment;

        Assert.AreEqual(path, CiServices.SummaryFile(gitHub));
        Assert.IsNull(CiServices.SummaryUpload(gitHub, path));
        Assert.IsNull(CiServices.SummaryFile(azure));
        Assert.AreEqual($"##vso[task.uploadsummary]{path}", CiServices.SummaryUpload(azure, path));
    }

    private static FakeMachine Machine(params (string Name, string Value)[] variables)
    {
        var machine = new FakeMachine();
        foreach (var (name, value) in variables)
            machine.Variables[name] = value;

        return machine;
    }
}
