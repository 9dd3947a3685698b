#:project ../tests/Sentry.StandIn/Sentry.StandIn.csproj
#:property PublishAot=false

// The main job from end to end, without Sentry: packs the package, starts the stand-in of Sentry's API, makes a repository with
// tags and a merged hotfix, publishes a new console project in it, and shows what Sentry would know. Nothing is left behind.

using System.Diagnostics;
using Sentry.StandIn;

const string Version = "0.0.0-demo";
var root = Directory.CreateTempSubdirectory("sentry-releases-demo-").FullName;
var feed = Path.Combine(root, "feed");
var shop = Directory.CreateDirectory(Path.Combine(root, "shop")).FullName;
try
{
    Say("Packing Sentry.Releases.MSBuild");
    Run(RepositoryRoot(), "dotnet", "pack", "src/Sentry.Releases.MSBuild", "-o", feed, $"-p:PackageVersion={Version}");

    await using var sentry = await SentryStandIn.StartAsync();
    Say($"A stand-in of Sentry listens on {sentry.Url}");

    Say("A new console project with one PackageReference and three properties, in a repository with tags");
    WriteProject(sentry);
    MakeHistory();
    Show(Run(shop, "git", "--no-pager", "log", "--graph", "--oneline", "--decorate"));

    Say("dotnet publish, with the token in SENTRY_AUTH_TOKEN");
    Environment.SetEnvironmentVariable("SENTRY_AUTH_TOKEN", sentry.Token);
    Environment.SetEnvironmentVariable("NUGET_PACKAGES", Path.Combine(root, "packages"));
    Show(Run(shop, "dotnet", "publish"));

    Say("What Sentry knows now: all since v1.0.1, whose hotfix is not released twice");
    ShowReleases(sentry);

    Say($"{sentry.Requests.Count} request to Sentry, and all of this is gone again");
    return sentry.Releases.Count == 1 ? 0 : 1;
}
catch (InvalidOperationException failure)
{
    Console.Error.WriteLine(failure.Message);
    return 1;
}
finally
{
    Delete(root);
}

void WriteProject(SentryStandIn sentry)
{
    Write("shop.csproj", $"""
        <Project Sdk="Microsoft.NET.Sdk">

          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Version>1.1.0</Version>
          </PropertyGroup>

          <PropertyGroup>
            <SentryOrg>acme</SentryOrg>
            <SentryProject>web</SentryProject>
            <SentryUrl>{sentry.Url}</SentryUrl>
          </PropertyGroup>

          <ItemGroup>
            <PackageReference Include="Sentry.Releases.MSBuild" Version="{Version}" PrivateAssets="all" />
          </ItemGroup>

        </Project>
        """);
    Write("nuget.config", $"""
        <configuration>
          <packageSources><clear /><add key="demo" value="{feed}" /></packageSources>
        </configuration>
        """);
    Write(".gitignore", "bin/\nobj/\n");
}

void MakeHistory()
{
    Git("init", "--quiet");
    Commit("Open the shop", "Program.cs", "Console.WriteLine(\"Open for business.\");");
    Git("tag", "--annotate", "--message", "1.0.0", "v1.0.0");
    Git("branch", "hotfix");
    Commit("Sell on credit", "Credit.cs", "internal static class Credit;");
    Git("checkout", "--quiet", "hotfix");
    Commit("Fix the till", "Till.cs", "internal static class Till;");
    Git("tag", "--annotate", "--message", "1.0.1", "v1.0.1");
    Git("checkout", "--quiet", "main");
    Git("merge", "--quiet", "--no-edit", "hotfix");
    Commit("Ship parcels abroad\n\nFixes SHOP-12", "Parcels.cs", "internal static class Parcels;");
}

void Commit(string message, string file, string content)
{
    Write(file, content);
    Git("add", "--all");
    Git("commit", "--quiet", "--message", message);
}

void Git(params string[] arguments) => Run(
    shop,
    "git",
    [
        "-c", "user.name=Ada Lovelace", "-c", "user.email=ada@example.org", "-c", "init.defaultBranch=main",
        "-c", "commit.gpgSign=false", "-c", "tag.gpgSign=false", "-c", "core.autocrlf=false", .. arguments,
    ]);

void Write(string file, string content) => File.WriteAllText(Path.Combine(shop, file), content + "\n");

static void ShowReleases(SentryStandIn sentry)
{
    foreach (var release in sentry.Releases)
    {
        Console.WriteLine($"   {release.Version}");
        Console.WriteLine($"   project {string.Join(", ", release.Projects.Select(project => project.Slug))}, released {release.DateReleased:u}");
        foreach (var commit in release.Commits)
        {
            var files = string.Join(", ", commit.FileChanges.Select(file => $"{file.Type} {file.Path}"));
            Console.WriteLine($"     {commit.Id[..10]}  {commit.Author?.Name}: {commit.Message?.Split('\n')[0]}  {files}".TrimEnd());
        }
    }
}

static void Say(string line) => Console.WriteLine($"\n== {line}");

static void Show(string output)
{
    foreach (var line in output.TrimEnd().Split('\n'))
        Console.WriteLine("   " + line.TrimEnd());
}

static string Run(string directory, string program, params string[] arguments)
{
    var start = new ProcessStartInfo(program, arguments)
    {
        WorkingDirectory = directory,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };
    using var process = Process.Start(start)!;
    var error = process.StandardError.ReadToEndAsync();
    var output = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    return process.ExitCode == 0
        ? output
        : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed:\n{output}{error.Result}");
}

static void Delete(string directory)
{
    // Git marks its objects read-only, which on Windows keeps them from being deleted.
    foreach (var file in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories))
        File.SetAttributes(file, FileAttributes.Normal);

    Directory.Delete(directory, recursive: true);
}

static string RepositoryRoot() => Path.GetFullPath("..", (string)AppContext.GetData("EntryPointFileDirectoryPath")!);
