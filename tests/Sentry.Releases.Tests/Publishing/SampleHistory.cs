using Sentry.Releases.Git;
using Sentry.Releases.Publishing;

namespace Sentry.Releases.Tests.Publishing;

/// <summary>
/// The history of a release, so that no repository is needed: a commit with fields that older servers find too long, one that Sentry does
/// not save, and a submodule.
/// </summary>
internal static class SampleHistory
{
    public const int Commits = 3;

    /// <summary>Without the one that Sentry is told to skip.</summary>
    public const int Saved = 2;

    public static string Head { get; } = new('a', 40);

    public static ReleaseHistory Value { get; } = new()
    {
        Reader = "git",
        Head = Head,
        RemoteUrl = "https://github.com/acme/shop.git",
        PreviousTag = "v1",
        PreviousCommit = new string('d', 40),
        Commits =
        [
            Commit('a', "Fix the cart", $"{new string('x', 80)}@example.org", "cart.cs", $"deep/{new string('x', 300)}.cs"),
            Commit('b', "Tidy up #skipsentry", "ada@example.org", "tidy.cs"),
            Commit('c', "Add the cart", "ada@example.org", "cart.cs"),
        ],
        Submodules = [new Submodule("https://github.com/acme/lib.git", new string('e', 40))],
    };

    /// <summary>Publishes this history, and no other step is changed.</summary>
    public static CreationScenario WithSampleHistory(this CreationScenario scenario)
    {
        scenario.Steps = new ReleaseSteps { ReadHistory = (_, _, _) => Value };
        return scenario;
    }

    private static Commit Commit(char id, string message, string address, params string[] paths) => new(
        new string(id, 40), message, "Ada", address, DateTimeOffset.UnixEpoch.AddHours('z' - id), [.. paths.Select(path => new ChangedFile(path, ChangeKind.Modified))]);
}
