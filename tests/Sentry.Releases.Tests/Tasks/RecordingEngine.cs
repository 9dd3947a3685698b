using System.Collections;
using System.Collections.Concurrent;
using Microsoft.Build.Framework;

namespace Sentry.Releases.Tests.Tasks;

/// <summary>Stands where MSBuild does, and keeps what a task says.</summary>
internal sealed class RecordingEngine : IBuildEngine
{
    private readonly ConcurrentQueue<BuildEventArgs> _events = new();

    /// <summary>Errors and warnings, by kind and code.</summary>
    public string Codes => string.Join(' ', _events.Select(Code).OfType<string>());

    /// <summary>Everything said, whatever its importance.</summary>
    public string Text => string.Join('\n', _events.Select(said => said.Message));

    public bool ContinueOnError => false;

    public int LineNumberOfTaskNode => 0;

    public int ColumnNumberOfTaskNode => 0;

    public string ProjectFileOfTaskNode => "";

    public bool BuildProjectFile(string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs) => false;

    public void LogCustomEvent(CustomBuildEventArgs e) => _events.Enqueue(e);

    public void LogErrorEvent(BuildErrorEventArgs e) => _events.Enqueue(e);

    public void LogMessageEvent(BuildMessageEventArgs e) => _events.Enqueue(e);

    public void LogWarningEvent(BuildWarningEventArgs e) => _events.Enqueue(e);

    private static string? Code(BuildEventArgs said) => said switch
    {
        BuildErrorEventArgs error => $"error-{error.Code}",
        BuildWarningEventArgs warning => $"warning-{warning.Code}",
        _ => null,
    };
}
