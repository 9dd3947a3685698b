using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests.Naming;

/// <summary>An application with Sentry's own SDK, which sends one event to the stand-in when it runs.</summary>
internal static class SentryApplication
{
    private const string CSharp = """
        using Sentry;
        using (SentrySdk.Init(options => options.ShutdownTimeout = System.TimeSpan.FromMinutes(1)))
            SentrySdk.CaptureMessage("Hello");
        """;

    private const string FSharp = """
        open System
        open Sentry
        let run () =
            use sdk = SentrySdk.Init(fun (options: SentryOptions) -> options.ShutdownTimeout <- TimeSpan.FromMinutes 1.0)
            SentrySdk.CaptureMessage "Hello" |> ignore
        run ()
        """;

    private const string VisualBasic = """
        Imports Sentry
        Module Program
            Sub Main()
                Using SentrySdk.Init(Sub(options As SentryOptions) options.ShutdownTimeout = TimeSpan.FromMinutes(1))
                    SentrySdk.CaptureMessage("Hello")
                End Using
            End Sub
        End Module
        """;

    private const string Web = """
        using Sentry;
        var builder = Microsoft.AspNetCore.Builder.WebApplication.CreateBuilder(args);
        builder.WebHost.UseSentry(options => options.ShutdownTimeout = System.TimeSpan.FromMinutes(1));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        await app.StartAsync();
        SentrySdk.CaptureMessage("Hello");
        await app.StopAsync();
        """;

    public static TestProject Create(SentryStandIn sentry, string properties = "")
    {
        var project = TestProject.Create(sentry, properties);
        project.AddPackage("Sentry", ThirdParty.Sentry);
        project.Write("Program.cs", CSharp);
        return project;
    }

    public static TestProject CreateWeb(SentryStandIn sentry)
    {
        var project = TestProject.Create(sentry, "<ImplicitUsings>enable</ImplicitUsings>", "web");
        project.AddPackage("Sentry.AspNetCore", ThirdParty.Sentry);
        project.Edit(text => text.Replace("Microsoft.NET.Sdk", "Microsoft.NET.Sdk.Web", StringComparison.Ordinal));
        project.Write("Program.cs", Web);
        return project;
    }

    public static TestProject CreateFSharp(SentryStandIn sentry, TestProject beside) =>
        CreateIn("fsharp", "fsproj", "Program.fs", FSharp, "<ItemGroup><Compile Include=\"Program.fs\" /></ItemGroup>", sentry, beside);

    public static TestProject CreateVisualBasic(SentryStandIn sentry, TestProject beside) =>
        CreateIn("vb", "vbproj", "Program.vb", VisualBasic, "", sentry, beside);

    /// <summary>Runs a published application and returns the release that its event names; <see langword="null"/> for none.</summary>
    public static async Task<string?> ReportAsync(this TestProject project, SentryStandIn sentry, params string[] command)
    {
        var before = sentry.Envelopes.Count;
        var environment = new Dictionary<string, string>(project.Environment) { ["SENTRY_DSN"] = sentry.Dsn };
        var running = await Command.RunAsync(command[0], command[1..], project.Directory, environment);

        running.Succeeded();
        return sentry.Envelopes.Skip(before).SelectMany(envelope => envelope.Events).Single().Release;
    }

    private static TestProject CreateIn(
        string name, string extension, string file, string program, string items, SentryStandIn sentry, TestProject beside)
    {
        var project = TestProject.Create(sentry, "", name, beside);
        project.AddPackage("Sentry", ThirdParty.Sentry);
        project.Add(items);
        File.Delete(Path.Combine(project.Directory, "Program.cs"));
        File.Move(Path.Combine(project.Directory, $"{name}.csproj"), Path.Combine(project.Directory, $"{name}.{extension}"));
        project.Write(file, program);
        return project;
    }
}
