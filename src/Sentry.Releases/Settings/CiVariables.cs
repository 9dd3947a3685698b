namespace Sentry.Releases.Settings;

/// <summary>What CI services tell of the checkout that they build: for builds without a repository, as in many containers.</summary>
public static class CiVariables
{
    /// <summary>
    /// For each service the variables of the commit and of the repository's name. The names are those of the services' own documentation
    /// of predefined variables.
    /// </summary>
    private static readonly (string Commit, string? Repository)[] Services =
    [
        ("GITHUB_SHA", "GITHUB_REPOSITORY"),
        ("CI_COMMIT_SHA", "CI_PROJECT_PATH"), // GitLab
        ("BUILD_SOURCEVERSION", "BUILD_REPOSITORY_NAME"), // Azure Pipelines
        ("BITBUCKET_COMMIT", "BITBUCKET_REPO_FULL_NAME"),
        ("GIT_COMMIT", null), // Jenkins
        ("BUILD_VCS_NUMBER", null), // TeamCity
        ("CIRCLE_SHA1", null),
        ("APPVEYOR_REPO_COMMIT", "APPVEYOR_REPO_NAME"),
        ("TRAVIS_COMMIT", "TRAVIS_REPO_SLUG"),
        ("BUILDKITE_COMMIT", null),
        ("CODEBUILD_RESOLVED_SOURCE_VERSION", null),
    ];

    /// <returns>The full id of the commit that the CI service builds; <see langword="null"/> when none tells.</returns>
    public static string? Commit(BuildEnvironment environment) => Service(environment)?.Commit;

    /// <returns>The name of the repository that the CI service builds, as the service has it; <see langword="null"/> when none tells.</returns>
    public static string? Repository(BuildEnvironment environment) =>
        Service(environment)?.Repository is { } name ? environment.Variable(name) : null;

    private static (string Commit, string? Repository)? Service(BuildEnvironment environment)
    {
        foreach (var (commit, repository) in Services)
        {
            // Some services say HEAD, or a revision of another system.
            if (environment.Variable(commit) is { Length: 40 or 64 } id && id.All(char.IsAsciiHexDigit))
                return (id.ToLowerInvariant(), repository);
        }

        return null;
    }
}
