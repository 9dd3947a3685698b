using System.Reflection;
using System.Text;
using System.Xml.Linq;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.MSBuild.Tasks;

/// <summary>
/// Runs another task of the package for an MSBuild that cannot load it, which then asks a project for what the task said and found.
/// See <c>Sentry.Releases.MSBuild.Apart.targets</c>.
/// </summary>
public sealed class RunApart : Microsoft.Build.Utilities.Task, ICancelableTask, IDisposable
{
    /// <summary>No build takes so long to start a task.</summary>
    private static readonly TimeSpan Outdated = TimeSpan.FromHours(1);

    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>
    /// Path of a file with the task's name in its first line and each item of its input in one of the others, as <c>name=value</c>, the
    /// value as Base64 of UTF-8. It is deleted as soon as it is read: that tells a task that was cut off from one that never began. The
    /// project is written beside it, under the same name with <c>.proj</c>.
    /// </summary>
    [Required]
    public string File { get; set; } = "";

    public void Cancel() => _cancellation.Cancel();

    public void Dispose() => _cancellation.Dispose();

    public override bool Execute()
    {
        var lines = System.IO.File.ReadAllLines(File);
        System.IO.File.Delete(File);
        DeleteLeftBehind();
        var log = new List<XElement>();
        var task = Create(lines[0]);
        using var disposing = task as IDisposable;
        if (task is SentryTask told)
        {
            told.Input = [.. lines.Skip(1).Select(ReadValue)];
            told.Logged = (severity, code, text) => log.Add(LogItem(log.Count, severity, code, text));
        }

        using var cancelling = _cancellation.Token.Register(() => (task as ICancelableTask)?.Cancel());
        task.BuildEngine = BuildEngine;
        var succeeded = task.Execute();

        PutLastErrorLast(log);
        var project = new XElement("Project", Answer("Log", log), Answer("Result", Results(task)));
        // At once, so that there is no half of it when this process is ended.
        System.IO.File.WriteAllText($"{File}.new", project.ToString());
        System.IO.File.Move($"{File}.new", $"{File}.proj");
        return succeeded;
    }

    /// <summary>Files of builds that were cancelled before their task began.</summary>
    private void DeleteLeftBehind()
    {
        try
        {
            foreach (var file in new DirectoryInfo(Path.GetDirectoryName(File)!).EnumerateFiles("sentry-release-apart-*"))
            {
                if (file.LastWriteTimeUtc < DateTime.UtcNow - Outdated)
                    file.Delete();
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The next release tries again.
        }
    }

    private static Microsoft.Build.Utilities.Task Create(string name) =>
        (Microsoft.Build.Utilities.Task)Activator.CreateInstance(
            typeof(RunApart).Assembly.GetType($"{typeof(RunApart).Namespace}.{name}", throwOnError: true)!)!;

    private static XElement LogItem(int number, Severity severity, string code, string text) =>
        Item("Log", $"{number}", [("Severity", $"{severity}"), ("Code", code), ("Text", SentryTask.Escape(text)), ("ContinueOnError", "ErrorAndContinue")]);

    private static TaskItem ReadValue(string line)
    {
        var separator = line.IndexOf('=', StringComparison.Ordinal);
        var value = Encoding.UTF8.GetString(Convert.FromBase64String(line[(separator + 1)..]));
        return new TaskItem(line[..separator], new Dictionary<string, string> { ["Value"] = SentryTask.Escape(value) });
    }

    /// <summary>Only an error that is not continued after fails a build, and nothing is logged after it.</summary>
    private static void PutLastErrorLast(List<XElement> log)
    {
        var last = log.FindLastIndex(item => item.Attribute("Severity")!.Value == nameof(Severity.Error));
        if (last < 0)
            return;

        var error = log[last];
        error.SetAttributeValue("ContinueOnError", "ErrorAndStop");
        log.RemoveAt(last);
        log.Add(error);
    }

    /// <summary>The output parameters that have a value, as items that say which parameter they belong to.</summary>
    private static IEnumerable<XElement> Results(ITask task) =>
        from property in task.GetType().GetProperties()
        where property.IsDefined(typeof(OutputAttribute))
        from ITaskItem2 item in property.GetValue(task) is ITaskItem[] items ? items : [new TaskItem(SentryTask.Escape($"{property.GetValue(task)}"))]
        where item.EvaluatedIncludeEscaped.Length > 0
        select Item("Result", item.EvaluatedIncludeEscaped, [("Parameter", property.Name), .. Metadata(item)]);

    private static IEnumerable<(string Name, string Value)> Metadata(ITaskItem2 item) =>
        item.CloneCustomMetadataEscaped().Keys.Cast<string>().Select(name => (name, item.GetMetadataValueEscaped(name)));

    private static XElement Item(string type, string include, IEnumerable<(string Name, string Value)> metadata) =>
        new(type, new XAttribute("Include", Xml(include)), metadata.Select(value => new XAttribute(value.Name, Xml(value.Value))));

    /// <returns>The text without what XML cannot hold; control characters are escaped already.</returns>
    private static string Xml(string text) =>
        string.Concat(text.EnumerateRunes().Select(rune => rune.Value is 0xFFFE or 0xFFFF ? "\uFFFD" : rune.ToString()));

    private static XElement[] Answer(string name, IEnumerable<XElement> items) =>
        [new("ItemGroup", items), new("Target", new XAttribute("Name", $"Get{name}"), new XAttribute("Returns", $"@({name})"))];
}
