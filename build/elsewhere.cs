#:project ../tests/Sentry.StandIn/Sentry.StandIn.csproj
#:property PublishAot=false

// Tries the package where no test runs: on Windows as wine imitates it, and on Arm64 as qemu does. MSBuild's own engine publishes there with the
// package's targets, and the report must be that of the .NET SDK here. Prints a table for docs/publishing.md. A package's path may be given.

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json.Nodes;
using Sentry.StandIn;

TimeSpan building = TimeSpan.FromMinutes(20), starting = TimeSpan.FromMinutes(10), publishing = TimeSpan.FromMinutes(10);
string[] leaking = ["SENTRY_", "GIT_", "GITHUB_", "CI", "TF_BUILD", "MSBUILD", "BUILD_", "DOTNET_HOST_PATH"];
var source = Path.GetFullPath("..", (string)AppContext.GetData("EntryPointFileDirectoryPath")!);
var root = Directory.CreateTempSubdirectory("sentry-releases-elsewhere-").FullName;
var application = Path.Combine(root, "app");
var table = new List<string>();
var failures = 0;
try
{
    Console.WriteLine("Packing Sentry.Releases.MSBuild, and building an application ...");
    MakePackage();
    MakeApplication();
    var expected = await PublishAsync(["dotnet", "msbuild", "host.proj", "-t:Publish", "-nologo"], [], "Auto");
    await TryWineAsync(expected);
    await TryArmAsync(expected);
}
catch (InvalidOperationException failure)
{
    Console.Error.WriteLine(failure.Message);
    failures++;
}
finally
{
    Directory.Delete(root, recursive: true);
}

Console.WriteLine("\n| where | reader | result | seconds |\n| --- | --- | --- | --- |");
table.ForEach(Console.WriteLine);
return failures == 0 ? 0 : 1;

async Task TryWineAsync(JsonNode expected)
{
    if (Find("wine64") is not { } wine || Find("wineserver") is not { } server)
    {
        Row("Windows x64, by wine", "", "left out: wine is not installed (apt-get install wine64)");
        return;
    }

    Console.WriteLine("Preparing wine ...");
    var environment = new Dictionary<string, string> { ["WINEPREFIX"] = Path.Combine(root, "wine"), ["WINEDEBUG"] = "-all", ["HOME"] = root };
    try
    {
        Run(root, starting, environment, wine, "wineboot", "--init");
        // .NET runs on no Windows that is older, and wine is an older one by itself.
        Run(root, starting, environment, wine, "reg", "add", @"HKCU\Software\Wine", "/v", "Version", "/d", "win10", "/f");
        // There is no git for Windows in wine.
        foreach (var (framework, engine) in new[] { ("net8.0", "17.7.2"), ("net10.0", "17.11.48") })
            await TryAsync("Windows x64, by wine", [wine], framework, engine, "win-x64", environment, ["LibGit2"], expected);
    }
    catch (InvalidOperationException failure)
    {
        Fail("Windows x64, by wine", "", failure);
    }
    finally
    {
        TryRun(root, starting, environment, server, "--kill");
    }
}

async Task TryArmAsync(JsonNode expected)
{
    if (Find("qemu-aarch64") is not { } qemu || Find("apt-get") is not { } apt || Find("dpkg-deb") is not { } unpack)
    {
        Row("Linux Arm64, by qemu", "", "left out: qemu is not installed (apt-get install qemu-user), or this is no Debian");
        return;
    }

    Console.WriteLine("Downloading libraries and git for Arm64 ...");
    try
    {
        var system = Path.Combine(root, "arm64");
        Download(apt, unpack, system);
        // What a program under qemu starts is started by this machine, so that git must be led back to qemu.
        var git = Path.Combine(root, "git-arm64", "git");
        Write(git, $"#!/bin/sh\nexec '{qemu}' -L '{system}' '{system}/usr/bin/git' \"$@\"\n");
        Run(root, starting, [], "chmod", "+x", git);
        var environment = new Dictionary<string, string> { ["PATH"] = Path.GetDirectoryName(git)!, ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1" };
        await TryAsync("Linux Arm64, by qemu", [qemu, "-L", system], "net10.0", "17.11.48", "linux-arm64", environment, ["LibGit2", "Git"], expected);
    }
    catch (InvalidOperationException failure)
    {
        Fail("Linux Arm64, by qemu", "", failure);
    }
}

// Into folders of its own: the system's package lists and architectures stay as they are.
void Download(string apt, string unpack, string system)
{
    string[] packages = ["libc6", "libgcc-s1", "libstdc++6", "libssl3", "zlib1g", "libpcre2-8-0", "git"];
    var state = Path.Combine(root, "apt");
    foreach (var folder in new[] { "state/lists/partial", "cache/archives/partial", "packages" })
        Directory.CreateDirectory(Path.Combine(state, folder));
    Write(Path.Combine(state, "status"), "");
    string[] settings = ["Architecture=arm64", "Architectures=arm64", "Sandbox::User="];
    string[] folders = [$"State={state}/state", $"State::status={state}/status", $"Cache={state}/cache"];
    var values = settings.Select(setting => $"APT::{setting}").Concat(folders.Select(folder => $"Dir::{folder}"));
    string[] options = ["-qq", .. values.SelectMany(value => (string[])["-o", value])];
    Run(root, starting, [], [apt, .. options, "update"]);
    Run(Path.Combine(state, "packages"), starting, [], [apt, .. options, "download", .. packages.Select(package => $"{package}:arm64")]);
    foreach (var package in Directory.EnumerateFiles(Path.Combine(state, "packages")))
        Run(root, starting, [], unpack, "--extract", package, system);
}

async Task TryAsync(
    string machine, string[] by, string framework, string engine, string runtime, Dictionary<string, string> environment, string[] readers, JsonNode expected)
{
    var where = $"{machine}: MSBuild {engine} on .NET {framework[3..]}";
    Console.WriteLine($"Building {where} ...");
    var folder = Path.Combine(root, "hosts", $"{framework}-{runtime}");
    Run(source, building, [], "dotnet", "build", "tests/Sentry.Releases.Hosts", "-nologo", "-v:q", "-r", runtime, "--self-contained",
        $"-p:HostFramework={framework}", $"-p:EngineVersion={engine}", "--artifacts-path", folder);
    var name = "Sentry.Releases.Hosts" + (runtime.StartsWith("win", StringComparison.Ordinal) ? ".exe" : "");
    var host = Directory.EnumerateFiles(Path.Combine(folder, "bin"), name, SearchOption.AllDirectories).Single();
    foreach (var reader in readers)
    {
        try
        {
            var watch = Stopwatch.StartNew();
            var report = await PublishAsync([.. by, host, "host.proj", "Publish", $"SentryReleaseGitReader={reader}"], environment, reader);
            if (!JsonNode.DeepEquals(report, expected))
                throw new InvalidOperationException($"another report: {report.ToJsonString()}");
            Row(where, reader, "the same release", watch.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture));
        }
        catch (InvalidOperationException failure)
        {
            Fail(where, reader, failure);
        }
    }
}

// The report, without what differs between two runs.
async Task<JsonNode> PublishAsync(string[] command, Dictionary<string, string> environment, string reader)
{
    await using var sentry = await SentryStandIn.StartAsync();
    var file = Path.Combine(application, "obj", "Release", "net10.0", "sentry-release.json");
    File.Delete(file);
    var output = Run(application, publishing, new(environment) { ["SENTRY_URL"] = sentry.Url.AbsoluteUri, ["SENTRY_AUTH_TOKEN"] = sentry.Token }, command);
    if (sentry.Requests.Count != 1)
        throw new InvalidOperationException($"{sentry.Requests.Count} requests: {output}");

    var report = JsonNode.Parse(File.ReadAllText(file))!;
    var actual = (string?)report["history"]!["reader"];
    if (reader != "Auto" && !reader.Equals(actual, StringComparison.OrdinalIgnoreCase))
        throw new InvalidOperationException($"read by {actual}");
    report["history"]!["reader"] = null;
    report["response"] = null;
    report["elapsed"] = null;
    return report;
}

void MakePackage()
{
    if (args.Length == 0)
        Run(source, building, [], "dotnet", "pack", "src/Sentry.Releases.MSBuild", "-nologo", "-v:q", "-o", root, "-p:PackageVersion=0.0.0");
    ZipFile.ExtractToDirectory(args.FirstOrDefault() ?? Path.Combine(root, "Sentry.Releases.MSBuild.0.0.0.nupkg"), Path.Combine(root, "package"));
}

void MakeApplication()
{
    Write(Path.Combine(application, "app.csproj"), """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <Version>1.2.3</Version>
          </PropertyGroup>
        </Project>
        """);
    Write(Path.Combine(application, "Program.cs"), "System.Console.WriteLine();");
    var host = File.ReadAllText(Path.Combine(source, "tests", "Sentry.Releases.Hosts", "host.proj.xml"));
    Write(Path.Combine(application, "host.proj"), host.Replace("PACKAGE/", "../package/", StringComparison.Ordinal));
    string[] identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgSign=false", "-c", "tag.gpgSign=false"];
    string[] commands = ["init -q", "add --all", "commit -q -m Start", "tag v1.2.2", "commit -q --allow-empty -m Feature", "commit -q --allow-empty -m Fix"];
    foreach (var arguments in commands)
        Run(application, building, [], ["git", .. identity, .. arguments.Split(' ')]);
    Run(application, building, [], "dotnet", "build", "app.csproj", "-c", "Release", "-nologo", "-v:q");
}

string Run(string folder, TimeSpan limit, Dictionary<string, string> environment, params string[] command)
{
    var (ended, code, output) = TryRun(folder, limit, environment, command);
    return ended && code == 0 ? output : throw new InvalidOperationException(
        $"{string.Join(' ', command.Take(3))} {(ended ? $"ended with exit code {code}" : $"did not end in {limit.TotalSeconds:0} s")}: {output}");
}

(bool Ended, int Code, string Output) TryRun(string folder, TimeSpan limit, Dictionary<string, string> environment, params string[] command)
{
    var start = new ProcessStartInfo(command[0], command[1..])
    {
        WorkingDirectory = folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };
    foreach (var name in start.Environment.Keys.Where(name => leaking.Any(part => name.StartsWith(part, StringComparison.Ordinal))).ToList())
        start.Environment.Remove(name);
    start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
    foreach (var (name, value) in environment)
        start.Environment[name] = value;
    using var process = Process.Start(start)!;
    process.StandardInput.Close();
    var output = new ConcurrentQueue<string>();
    process.OutputDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
    process.ErrorDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
    process.BeginOutputReadLine();
    process.BeginErrorReadLine();
    // Its children may keep the streams open for longer than it lives itself, so the end of these is not waited for.
    var ended = process.WaitForExit(limit);
    if (!ended)
        process.Kill(entireProcessTree: true);
    return (ended, ended ? process.ExitCode : -1, string.Join(" / ", output));
}

// Debian puts wine into a folder of its own.
static string? Find(string program) => $"{Environment.GetEnvironmentVariable("PATH")}{Path.PathSeparator}/usr/lib/wine"
    .Split(Path.PathSeparator).Select(entry => Path.Combine(entry, program)).FirstOrDefault(File.Exists);

static void Write(string file, string content)
{
    Directory.CreateDirectory(Path.GetDirectoryName(file)!);
    File.WriteAllText(file, content);
}

void Row(string where, string reader, string result, string seconds = "") =>
    table.Add($"| {where} | {reader} | {result} | {seconds} |");

void Fail(string where, string reader, InvalidOperationException failure)
{
    failures++;
    Row(where, reader, $"failed: {failure.Message[Math.Max(0, failure.Message.Length - 600)..].Replace('|', '/')}");
}
