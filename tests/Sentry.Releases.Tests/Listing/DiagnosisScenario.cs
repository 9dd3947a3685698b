using Microsoft.AspNetCore.Http;
using Sentry.Releases.Listing;
using Sentry.Releases.Listing.Diagnosis;
using Sentry.Releases.Publishing;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Tests.Git;
using Sentry.Releases.Tests.Naming;
using Sentry.Releases.Tests.Publishing;
using Sentry.StandIn;
using Sentry.StandIn.Behavior;

namespace Sentry.Releases.Tests.Listing;

/// <summary>
/// A set-up in which nothing is wrong: the application <c>app</c> 1.1.0 in a repository that Sentry is connected to and has a code mapping
/// of, and its release 1.0.0 in Sentry with commits, events and a deploy. A test breaks one piece of it before it runs.
/// </summary>
internal sealed class DiagnosisScenario : ProjectScenario, IDisposable
{
    public const string Previous = "app@1.0.0";
    public const string Source = """
        class App { static void Main() { } }
        """;

    private const string Seeder = "seeder";

    private static readonly string[] AllScopes = ["org:read", "project:read", "project:releases"];

    public DiagnosisScenario()
    {
        Repository.Git("remote", "add", "origin", "https://github.com/acme/shop.git");
        Repository.CommitFile("src/app/Program.cs");
        Repository.Git("tag", "v1.0.0");
        Repository.CommitFile("src/app/Other.cs");
        Folder = Repository.Folder;
        Properties["SentryReleaseGitReader"] = "Git";
    }

    public GitRepository Repository { get; } = new();

    public IReadOnlyList<StandInRepository> Repositories { get; set; } = [new("acme/shop", Url: "https://github.com/acme/shop")];

    public IReadOnlyList<StandInCodeMapping> CodeMappings { get; set; } = [new("web", "acme/shop", "/_/", "")];

    public StandInToken Token { get; set; } = new("reader") { Scopes = AllScopes, User = "ada@example.org" };

    public ServerBehavior Like { get; set; } = ServerBehavior.Sentry;

    /// <summary>Answers in the server's stead.</summary>
    public Func<HttpContext, RequestDelegate, Task>? Before { get; set; }

    /// <summary>What the application is compiled from; <see langword="null"/> when it is not built.</summary>
    public string? Code { get; set; } = Source;

    public string Version { get; set; } = "1.1.0";

    public string SourcePath { get; set; } = "/_/src/app/Program.cs";

    public string? SourceLink { get; set; } = """{"documents":{"/_/*":"https://raw.githubusercontent.com/acme/shop/abc/*"}}""";

    public bool HasCommits { get; set; } = true;

    public bool HasDeploy { get; set; } = true;

    /// <summary>The release that events name.</summary>
    public string? Reported { get; set; } = Previous;

    public Func<BuildFacts, BuildFacts> Complete { get; set; } = build => build with { SdkVersion = "6.12.1" };

    /// <summary>What was asked of the server.</summary>
    public IReadOnlyList<RecordedRequest> Requests { get; private set; } = [];

    /// <summary>The table, as one text.</summary>
    public string Table { get; private set; } = "";

    public async Task<ShownList> RunAsync()
    {
        await using var sentry = await SentryStandIn.StartAsync(new StandInOptions
        {
            Repositories = Repositories,
            CodeMappings = CodeMappings,
            Like = Like,
            Tokens = [Token, new StandInToken(Seeder)],
            Before = (context, next) => Before is null || context.Request.Headers.Authorization.ToString().EndsWith(Seeder, StringComparison.Ordinal)
                ? next(context)
                : Before(context, next),
        });
        Fill(sentry);
        UseServer(sentry);
        var before = sentry.Requests.Count;
        var shown = new SetUpDiagnosis(Complete(BuildOf(Compile())), Settings, Diagnostics.Add).Run();
        Requests = [.. sentry.Requests.Skip(before)];
        Table = string.Join('\n', shown.Lines);
        return shown;
    }

    public void Dispose() => Repository.Dispose();

    private void Fill(SentryStandIn sentry)
    {
        if (HasCommits || HasDeploy)
            sentry.AddRelease(Previous, "web");
        if (HasCommits)
        {
            CreateRelease(sentry, Seeder, new ReleaseRequest
            {
                Version = Previous,
                Projects = ["web"],
                Commits = [new ReleaseCommit(new string('a', 40), "A change", Repository: "acme/shop")],
            });
        }

        if (Reported is { } reported)
            sentry.AddEvent(reported, "web");
        if (HasDeploy)
            sentry.AddDeploy(Previous, "production");
    }

    /// <returns>Path of the assembly, which is not there when the application is not built.</returns>
    private string Compile()
    {
        const string Assembly = "obj/app.dll";
        if (Code is { } code)
        {
            Directory.CreateDirectory(PathOf("obj"));
            File.WriteAllBytes(PathOf(Assembly), CompiledAssembly.EmitWithSymbols(
                "app", $"[assembly: System.Reflection.AssemblyInformationalVersion(\"{Version}\")] {code}", SourcePath, SourceLink));
        }

        return Assembly;
    }
}
