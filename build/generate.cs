#:project ../tests/Sentry.Releases.Tests/Sentry.Releases.Tests.csproj
#:property PublishAot=false

// Writes what is generated from the tables in the code, such as the table of properties. A test fails while anything is out of date.

using Sentry.Releases.Tests.Documentation;

var repository = Path.GetFullPath("..", (string)AppContext.GetData("EntryPointFileDirectoryPath")!);
foreach (var (path, actual, expected) in GeneratedFiles.Read(repository))
{
    if (actual == expected)
        continue;

    File.WriteAllText(Path.Combine(repository, path), expected);
    Console.WriteLine(path);
}
