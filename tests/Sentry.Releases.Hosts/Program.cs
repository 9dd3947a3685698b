using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Build.Execution;
using Microsoft.Build.Framework;
using Microsoft.Build.Logging;

namespace Sentry.Releases.Hosts;

/// <summary>
/// Builds a project with the MSBuild that it was compiled with: <c>Sentry.Releases.Hosts PROJECT TARGETS [NAME=VALUE ...]</c>. Ends with 0 when
/// the build succeeded; Ctrl+C cancels it.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        // The engine looks for its own program. This is the only way to name one that it finds on Mono.
        Environment.SetEnvironmentVariable("MSBUILD_EXE_PATH", typeof(Program).Assembly.Location);
        return Build(arguments[0], arguments[1].Split(';'), Properties(arguments.Skip(2)));
    }

    private static Dictionary<string, string> Properties(IEnumerable<string> arguments) => arguments
        .Select(argument => argument.Split(['='], 2))
        .ToDictionary(pair => pair[0], pair => pair[1]);

    private static int Build(string project, string[] targets, Dictionary<string, string> properties)
    {
        var parameters = new BuildParameters
        {
            Loggers = [new ConsoleLogger(LoggerVerbosity.Normal)],
            EnableNodeReuse = false,
            MaxNodeCount = 1,
        };
        using var manager = new BuildManager();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            manager.CancelAllSubmissions();
        };
        var result = manager.Build(parameters, new BuildRequestData(project, properties, null, targets, null));
        if (result.Exception is { } exception)
            Console.Error.WriteLine(exception);

        return result.OverallResult == BuildResultCode.Success ? 0 : 1;
    }
}
