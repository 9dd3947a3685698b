using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests.Infrastructure;

/// <summary>A project in a repository, built once for all tests; its copies are published with <c>--no-build</c>, side by side.</summary>
internal static class BuiltProject
{
    private static readonly Lazy<Task<TestProject>> Original = new(BuildAsync);

    /// <param name="sentry">Whom the copy is configured for.</param>
    public static Task<TestProject> CopyAsync(SentryStandIn sentry) => CopyAsync(sentry.Url, sentry.Token);

    /// <param name="server">Whom the copy's environment names as Sentry.</param>
    /// <param name="token">The token in its environment.</param>
    public static async Task<TestProject> CopyAsync(Uri server, string token)
    {
        var original = await Original.Value;
        var copy = TestProject.Create(sentry: null);
        foreach (var file in Directory.EnumerateFiles(original.Directory, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy.Directory, Path.GetRelativePath(original.Directory, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }

        copy.Set("SENTRY_URL", server.AbsoluteUri);
        copy.Set("SENTRY_AUTH_TOKEN", token);
        return copy;
    }

    private static async Task<TestProject> BuildAsync()
    {
        var project = TestProject.Create(sentry: null, "<SentryOrg>acme</SentryOrg><SentryProject>web</SentryProject>");
        await project.InitializeGitAsync();
        await project.RunAsync("build -c Release");
        return project;
    }
}
