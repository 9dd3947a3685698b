using System.Collections;
using System.Collections.Concurrent;
using Microsoft.Build.Framework;

namespace Sentry.Releases.Tests.Tasks;

/// <summary>Stands where MSBuild does, and keeps what a task says.</summary>
internal sealed class RecordingEngine : IBuildEngine4
{
    private readonly ConcurrentQueue<BuildEventArgs> _events = new();
    private readonly ConcurrentDictionary<object, object> _taskObjects = new();

    /// <summary>Errors and warnings, by kind and code.</summary>
    public string Codes => string.Join(' ', _events.Select(Code).OfType<string>());

    /// <summary>Everything said, whatever its importance.</summary>
    public string Text => string.Join('\n', _events.Select(said => said.Message));

    public bool ContinueOnError => false;

    public int LineNumberOfTaskNode => 0;

    public int ColumnNumberOfTaskNode => 0;

    public string ProjectFileOfTaskNode => "";

    public bool IsRunningMultipleNodes => false;

    public bool BuildProjectFile(string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs) => false;

    public void LogCustomEvent(CustomBuildEventArgs e) => _events.Enqueue(e);

    public void LogErrorEvent(BuildErrorEventArgs e) => _events.Enqueue(e);

    public void LogMessageEvent(BuildMessageEventArgs e) => _events.Enqueue(e);

    public void LogWarningEvent(BuildWarningEventArgs e) => _events.Enqueue(e);

    public void RegisterTaskObject(object key, object obj, RegisteredTaskObjectLifetime lifetime, bool allowEarlyCollection) => _taskObjects[key] = obj;

    public object? GetRegisteredTaskObject(object key, RegisteredTaskObjectLifetime lifetime) => _taskObjects.GetValueOrDefault(key);

    public object? UnregisterTaskObject(object key, RegisteredTaskObjectLifetime lifetime) => _taskObjects.TryRemove(key, out var found) ? found : null;

    public bool BuildProjectFile(string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs, string toolsVersion) =>
        false;

    public bool BuildProjectFilesInParallel(
        string[] projectFileNames, string[] targetNames, IDictionary[] globalProperties, IDictionary[] targetOutputsPerProject, string[] toolsVersion,
        bool useResultsCache, bool unloadProjectsOnCompletion) => false;

    public BuildEngineResult BuildProjectFilesInParallel(
        string[] projectFileNames, string[] targetNames, IDictionary[] globalProperties, IList<string>[] removeGlobalProperties, string[] toolsVersion,
        bool returnTargetOutputs) => default;

    public void Yield()
    {
    }

    public void Reacquire()
    {
    }

    private static string? Code(BuildEventArgs said) => said switch
    {
        BuildErrorEventArgs error => $"error-{error.Code}",
        BuildWarningEventArgs warning => $"warning-{warning.Code}",
        _ => null,
    };
}
