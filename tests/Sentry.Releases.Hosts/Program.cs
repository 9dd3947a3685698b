using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.Build.Execution;
using Microsoft.Build.Framework;
using Microsoft.Build.Logging;

namespace Sentry.Releases.Hosts;

/// <summary>
/// Builds a project with the MSBuild that it was compiled with: <c>Sentry.Releases.Hosts PROJECT TARGETS [NAME=VALUE ...]</c>. Ends with 0
/// when the build succeeded. The build is cancelled when the file appears that the variable <c>CANCEL_FILE</c> names.
/// </summary>
internal static class Program
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

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
        using var cancelling = new Timer(_ => CancelIfAsked(manager), null, Pause, Pause);
        var result = manager.Build(parameters, new BuildRequestData(project, properties, null, targets, null));
        if (result.Exception is { } exception)
            Console.Error.WriteLine(exception);

        return result.OverallResult == BuildResultCode.Success ? 0 : 1;
    }

    private static void CancelIfAsked(BuildManager manager)
    {
        if (File.Exists(Environment.GetEnvironmentVariable("CANCEL_FILE")))
            manager.CancelAllSubmissions();
    }
}
