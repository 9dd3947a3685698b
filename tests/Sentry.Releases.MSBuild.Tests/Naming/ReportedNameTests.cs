using System.Runtime.InteropServices;
using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests.Naming;

/// <summary>The release's name is the one that the application reports, as Sentry's SDK computes it when the application runs.</summary>
[TestClass]
public sealed class ReportedNameTests
{
    private const string NoAttribute = "GenerateAssemblyInformationalVersionAttribute=false";

    /// <summary>
    /// Properties that the name depends on, and the name; of a commit where <c>SHA</c> stands. The first ones are those of the SDK's own
    /// tests.
    /// </summary>
    private static readonly (string Properties, string? Name)[] Names =
    [
        ("AssemblyName=dynamic-assembly;InformationalVersion=5fd7a6cda8444965bade9ccfd3df9882",
            "dynamic-assembly@5fd7a6cda8444965bade9ccfd3df9882"),
        ("InformationalVersion=1.0", "app@1.0"),
        ("InformationalVersion=1.0 - 5fd7a6c", "app@1.0 - 5fd7a6c"),
        ("InformationalVersion=1.0-beta", "app@1.0-beta"),
        ("InformationalVersion=2.1.0.0-preview1;AssemblyVersion=1.2.3.4", "app@2.1.0.0-preview1"),
        ("InformationalVersion=shop@1.0.0", "shop@1.0.0"),
        ($"AssemblyName=foo;AssemblyVersion=2.1.0.0;{NoAttribute}", "foo@2.1.0.0"),
        ($"DefineConstants=EMPTY;{NoAttribute}", "app@1.2.3.0"),
        ($"DefineConstants=BLANK;{NoAttribute}", null),
        ("GenerateAssemblyInfo=false", "app@0.0.0.0"),
        ("AssemblyName=My.App", "My.App@1.2.3"),
        ("IncludeSourceRevisionInInformationalVersion=true", "app@1.2.3+SHA"),
        ("IncludeSourceRevisionInInformationalVersion=true;Version=1.2.3%2Bmeta", "app@1.2.3+meta.SHA"),
    ];

    [TestMethod]
    public async Task Whatever_the_version_is_set_to()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = SentryApplication.Create(sentry, """
            <IncludeSourceRevisionInInformationalVersion>false</IncludeSourceRevisionInInformationalVersion>
            <IntermediateOutputPath>obj/$(Row)/</IntermediateOutputPath>
            <PublishDir>out/$(Row)/</PublishDir>
            <GenerateDocumentationFile>false</GenerateDocumentationFile>
            """);
        project.Write("Attribute.cs", """
            #if EMPTY
            [assembly: System.Reflection.AssemblyInformationalVersion("")]
            #elif BLANK
            [assembly: System.Reflection.AssemblyInformationalVersion("  ")]
            #endif
            """);
        project.Write("../all.proj", $"""
            <Project>
              <Target Name="All">
                {string.Concat(Names.Select((row, number) => $"""
                    <MSBuild Projects="app/app.csproj" Targets="Publish"
                             Properties="Configuration=Release;Row={Invariant($"{number}")};{row.Properties}" />
                    """))}
              </Target>
            </Project>
            """);
        await project.InitializeGitAsync();
        await project.RunAsync("restore");

        var published = await project.RunAsync("msbuild ../all.proj");

        var head = await project.GitAsync("rev-parse", "HEAD");
        var expected = Names.Select(row => row.Name?.Replace("SHA", head, StringComparison.Ordinal)).ToList();
        var sent = sentry.Requests.Select(request => request.Json.GetProperty("version").GetString());
        Assert.AreEqual(string.Join('\n', expected.OfType<string>()), string.Join('\n', sent), published.Output);
        var reported = new List<string?>();
        foreach (var row in Enumerable.Range(0, Names.Length))
            reported.Add(await ReportAsync(project, sentry, row));
        CollectionAssert.AreEqual(expected, reported);

        project.Set("SENTRY_RELEASE", "2026.11");
        await project.RunAsync("publish --no-build -p:Row=1");
        Assert.AreEqual("2026.11", sentry.Requests[^1].Json.GetProperty("version").GetString());
        Assert.AreEqual("2026.11", await ReportAsync(project, sentry, row: 1));
    }

    [TestMethod]
    [DataRow("--no-self-contained -p:PublishSingleFile=true -p:PublishReadyToRun=true")]
    [DataRow("-p:PublishSingleFile=true -p:PublishTrimmed=true")]
    public Task Whatever_form_it_is_published_in(string form) => AssertReportsAsync(form);

    [TestMethod]
    [NativeLinkerCondition]
    public Task As_a_native_program() => AssertReportsAsync("-p:PublishAot=true");

    [TestMethod]
    public async Task Whatever_it_is_written_in()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var web = SentryApplication.CreateWeb(sentry);
        var fsharp = SentryApplication.CreateFSharp(sentry, web);
        var visualBasic = SentryApplication.CreateVisualBasic(sentry, web);
        web.Write("../all.slnx", """
            <Solution><Project Path="web/web.csproj" /><Project Path="fsharp/fsharp.fsproj" /><Project Path="vb/vb.vbproj" /></Solution>
            """);

        var published = await web.RunAsync("publish ../all.slnx");

        sentry.AssertRequested(published, "fsharp@1.2.3", "vb@1.2.3", "web@1.2.3");
        foreach (var project in new[] { web, fsharp, visualBasic })
        {
            var reported = await project.ReportAsync(sentry, "dotnet", $"bin/Release/net10.0/publish/{project.Name}.dll");
            Assert.AreEqual($"{project.Name}@1.2.3", reported);
        }
    }

    private static async Task AssertReportsAsync(string form)
    {
        await using var sentry = await SentryStandIn.StartAsync();
        // The SDK's native crash handler is missed by what is trimmed, and needs a newer C library than that of Debian 12.
        var project = SentryApplication.Create(sentry, """
            <SentryNative>false</SentryNative>
            <UseAppHost>true</UseAppHost>
            <InvariantGlobalization>true</InvariantGlobalization>
            """);
        await project.InitializeGitAsync();

        var published = await project.RunAsync($"publish -r {RuntimeInformation.RuntimeIdentifier} -o out {form}");

        var name = $"app@1.2.3+{await project.GitAsync("rev-parse", "HEAD")}";
        sentry.AssertRequested(published, name);
        Assert.IsEmpty(published.Lines("SRM4"), published.Output);
        Assert.AreEqual(name, await project.ReportAsync(sentry, Path.Combine(project.Directory, "out", "app")));
    }

    private static Task<string?> ReportAsync(TestProject project, SentryStandIn sentry, int row)
    {
        const string Beside = ".runtimeconfig.json";
        var configuration = Directory.GetFiles(Path.Combine(project.Directory, "out", Invariant($"{row}")), $"*{Beside}").Single();
        return project.ReportAsync(sentry, "dotnet", configuration.Replace(Beside, ".dll", StringComparison.Ordinal));
    }
}
