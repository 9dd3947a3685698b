using System.Collections;
using System.Diagnostics;
using Sentry.Releases.Naming;
using Sentry.Releases.Tests.Settings;

namespace Sentry.Releases.Tests.Naming;

/// <summary>
/// Names of assemblies for which the .NET SDK itself generates the attributes: one real build of a project in several configurations. It
/// starts the compiler for each, so it is in a category of its own.
/// </summary>
[TestClass]
[TestCategory("SdkBuild")]
public sealed class BuiltProjectNameTests
{
    private const string ApplicationProject =
        """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net$(BundledNETCoreAppTargetFrameworkVersion)</TargetFramework>
            <UseAppHost>false</UseAppHost>
            <Version>1.2.3</Version>
            <IncludeSourceRevisionInInformationalVersion Condition="'$(Row)' != ''">false</IncludeSourceRevisionInInformationalVersion>
            <IntermediateOutputPath>obj/$(Row)/</IntermediateOutputPath>
            <AppendTargetFrameworkToOutputPath>false</AppendTargetFrameworkToOutputPath>
            <ProduceReferenceAssembly>false</ProduceReferenceAssembly>
            <RunAnalyzers>false</RunAnalyzers>
          </PropertyGroup>
          <PropertyGroup Condition="'$(Row)' == 'blank'"><InformationalVersion>%20%20</InformationalVersion></PropertyGroup>
          <PropertyGroup Condition="'$(Row)' == 'noattribute'">
            <GenerateAssemblyInformationalVersionAttribute>false</GenerateAssemblyInformationalVersionAttribute>
          </PropertyGroup>
          <PropertyGroup Condition="'$(Row)' == 'noinfo'"><GenerateAssemblyInfo>false</GenerateAssemblyInfo></PropertyGroup>
          <PropertyGroup Condition="'$(Row)' == 'assemblyname'">
            <AssemblyName>My.App</AssemblyName>
            <InformationalVersion>1.0</InformationalVersion>
          </PropertyGroup>
          <PropertyGroup Condition="'$(Row)' == 'targetname'"><TargetName>Other.Name</TargetName></PropertyGroup>
          <PropertyGroup Condition="'$(Row)' == 'meta' or '$(Row)' == 'revision'">
            <IncludeSourceRevisionInInformationalVersion>true</IncludeSourceRevisionInInformationalVersion>
          </PropertyGroup>
          <PropertyGroup Condition="'$(Row)' == 'meta'"><Version>1.2.3+meta</Version></PropertyGroup>
        </Project>
        """;

    private const string Builder =
        """
        <Project>
          <ItemGroup>
            <Row Include="blank;noattribute;noinfo;assemblyname;targetname;revision;meta" />
          </ItemGroup>
          <Target Name="Build">
            <MSBuild Projects="repository/app.csproj;outside/app.csproj" Targets="Restore" Properties="Phase=Restore" />
            <MSBuild Projects="repository/app.csproj" Targets="Compile" Properties="Row=%(Row.Identity)" />
            <MSBuild Projects="outside/app.csproj" Targets="Compile" />
          </Target>
        </Project>
        """;

    [TestMethod]
    public async Task The_name_is_read_from_what_the_SDK_generates()
    {
        using var folder = new TemporaryFolder();
        foreach (var project in new[] { "repository", "outside" })
        {
            folder.Write(project + "/app.csproj", ApplicationProject);
            folder.Write(project + "/Program.cs", "System.Console.WriteLine();");
        }

        await Run("git", folder.PathOf("repository"), "init", "--quiet");
        await Run(
            "git", folder.PathOf("repository"),
            "-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "--quiet", "--allow-empty", "--message=first");
        var revision = (await Run("git", folder.PathOf("repository"), "rev-parse", "HEAD")).Trim();
        await Run("dotnet", folder.Root, "msbuild", folder.Write("build.proj", Builder), "-nodeReuse:false", "-nologo", "-verbosity:quiet");

        Assert.IsNull(Name("repository/obj/blank/app.dll"));
        Assert.AreEqual("app@1.2.3.0", Name("repository/obj/noattribute/app.dll"));
        Assert.AreEqual("app@0.0.0.0", Name("repository/obj/noinfo/app.dll"));
        Assert.AreEqual("My.App@1.0", Name("repository/obj/assemblyname/My.App.dll"));
        Assert.AreEqual("Other.Name@1.2.3", Name("repository/obj/targetname/Other.Name.dll"));
        Assert.AreEqual("app@1.2.3+" + revision, Name("repository/obj/revision/app.dll"));
        Assert.AreEqual("app@1.2.3+meta." + revision, Name("repository/obj/meta/app.dll"));
        Assert.AreEqual("app@1.2.3", Name("outside/obj/app.dll"));

        string? Name(string relative)
        {
            var path = folder.PathOf(relative);
            var name = new BuiltApplication(path).Name(_ => { })?.Value;
            Assert.AreEqual(RunningApplication.Release(File.ReadAllBytes(path)), name);
            return name;
        }
    }

    private static async Task<string> Run(string program, string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The test runner's own MSBuild, SDK and settings are not those of a user's shell.
        foreach (var name in Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(entry => (string)entry.Key))
        {
            if (name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name.StartsWith("GIT_", StringComparison.Ordinal))
                start.Environment.Remove(name);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.AreEqual(0, process.ExitCode, $"{program} {string.Join(' ', arguments)}\n{await output}{await errors}");
        return await output;
    }
}
