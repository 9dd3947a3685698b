using System.IO.Compression;
using Sentry.Releases.MSBuild.Tests.Infrastructure;

namespace Sentry.Releases.MSBuild.Tests.Documentation;

/// <summary>
/// Packages that stand in for the two that derive versions from git. They set what the real ones set, when those set it; the version
/// itself is computed in a simpler way.
/// </summary>
internal static class VersionPackage
{
    /// <summary>Sets <c>Version</c> in a target that comes before the assembly's attributes are made.</summary>
    public const string MinVer = """
        <Project>
          <Target Name="MinVer" BeforeTargets="GetAssemblyVersion;CoreCompile" Condition="'$(DesignTimeBuild)' != 'true'">
            <Exec Command="git describe --tags --match &quot;$(MinVerTagPrefix)*&quot;" ConsoleToMSBuild="true" StandardOutputImportance="Low">
              <Output TaskParameter="ConsoleOutput" PropertyName="_Description" />
            </Exec>
            <PropertyGroup>
              <_Version>$(_Description.Substring($(MinVerTagPrefix.Length)))</_Version>
              <Version>$(_Version.Split('-')[0])-alpha.0.$(_Version.Split('-')[1])</Version>
              <PackageVersion>$(Version)</PackageVersion>
            </PropertyGroup>
          </Target>
        </Project>
        """;

    /// <summary>Keeps the .NET SDK from writing the version's attributes, and compiles a file with its own.</summary>
    public const string NerdbankGitVersioning = """
        <Project>
          <PropertyGroup>
            <GenerateAssemblyInformationalVersionAttribute>false</GenerateAssemblyInformationalVersionAttribute>
            <GenerateAssemblyVersionAttribute>false</GenerateAssemblyVersionAttribute>
            <GenerateAssemblyFileVersionAttribute>false</GenerateAssemblyFileVersionAttribute>
          </PropertyGroup>
          <Target Name="GetBuildVersion" BeforeTargets="CoreCompile">
            <Exec Command="git rev-list --count HEAD" ConsoleToMSBuild="true" StandardOutputImportance="Low">
              <Output TaskParameter="ConsoleOutput" PropertyName="BuildNumber" />
            </Exec>
            <Exec Command="git rev-parse --short=10 HEAD" ConsoleToMSBuild="true" StandardOutputImportance="Low">
              <Output TaskParameter="ConsoleOutput" PropertyName="GitCommitIdShort" />
            </Exec>
            <PropertyGroup>
              <Version>1.3.$(BuildNumber)</Version>
              <VersionSourceFile>$(IntermediateOutputPath)$(AssemblyName).Version.cs</VersionSourceFile>
            </PropertyGroup>
            <WriteLinesToFile File="$(VersionSourceFile)" Overwrite="true"
              Lines="[assembly: System.Reflection.AssemblyInformationalVersion(&quot;$(Version)+$(GitCommitIdShort)&quot;)]" />
            <ItemGroup>
              <Compile Include="$(VersionSourceFile)" />
            </ItemGroup>
          </Target>
        </Project>
        """;

    /// <summary>Lets a project restore the package.</summary>
    public static void Offer(TestProject project, string id, string version, string targets)
    {
        var feed = Directory.CreateDirectory(Path.Combine(project.SolutionDirectory, "feed")).FullName;
        using (var package = ZipFile.Open(Path.Combine(feed, $"{id}.{version}.nupkg"), ZipArchiveMode.Create))
        {
            Add(package, $"{id}.nuspec", $"""
                <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
                  <metadata>
                    <id>{id}</id><version>{version}</version><authors>tests</authors><description>A stand-in of {id}.</description>
                    <developmentDependency>true</developmentDependency>
                  </metadata>
                </package>
                """);
            Add(package, $"build/{id}.targets", targets);
        }

        project.Write("../nuget.config", $"""
            <configuration>
              <packageSources><clear /><add key="feed" value="{Package.Feed}" /><add key="versions" value="{feed}" /></packageSources>
            </configuration>
            """);
    }

    private static void Add(ZipArchive package, string name, string content)
    {
        using var writer = new StreamWriter(package.CreateEntry(name).Open());
        writer.Write(content);
    }
}
