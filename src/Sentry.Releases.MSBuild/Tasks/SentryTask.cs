using System.Globalization;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.Listing;
using Sentry.Releases.Naming;
using Sentry.Releases.Publishing;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Settings;

namespace Sentry.Releases.MSBuild.Tasks;

/// <summary>What every task of the package has in common: what it is told, cancelling, and diagnostics with code and help link.</summary>
public abstract class SentryTask : Microsoft.Build.Utilities.Task, ICancelableTask, IDisposable
{
    /// <summary>MSBuild's special characters, and the backslash, which it makes a slash on systems where that separates folders.</summary>
    private const string Special = @"%*?@$();'\";

    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>
    /// What the task is told, an item each with its text as <c>Value</c>: the package's properties (<c>docs/settings.md</c>), and what
    /// MSBuild knows of the build (the target <c>_SentryReleaseCollect</c>).
    /// </summary>
    [Required]
    public ITaskItem[] Input { get; set; } = [];

    private protected ReleaseSettings ReleaseSettings => ReleaseSettings.Read(
        Input.ToDictionary(item => item.ItemSpec, item => item.GetMetadata("Value"), StringComparer.OrdinalIgnoreCase),
        ProjectDirectory,
        BuildEnvironment.OfProcess);

    private protected BuildFacts Facts => new()
    {
        Application = new BuiltApplication(Fact("Assembly"))
        {
            Mobile = new MobileApplication(Fact("TargetPlatform"), Fact("ApplicationId"), Fact("ApplicationDisplayVersion"), Fact("ApplicationVersion")),
            PublishedDirectory = FullPath("PublishDirectory"),
        },
        IsBuiltNow = Fact("IsBuilt") == "true",
        Configuration = Fact("Configuration"),
        IntermediateDirectory = FullPath("IntermediateDirectory"),
        DefaultReportPath = FullPath("DefaultReport"),
        SourceRevisionId = Fact("SourceRevisionId"),
        IsReleased = Fact("IsReleased") != "false",
        SdkVersion = Fact("SdkDirectory") is { Length: > 0 } directory ? Path.GetFileName(Path.TrimEndingDirectorySeparator(directory)) : null,
        SdkCreatesReleases = Fact("SdkCreatesReleases") == "true",
        UserAgent = $"Sentry.Releases.MSBuild/{typeof(SentryTask).Assembly.GetName().Version?.ToString(3)} (.NET {Environment.Version})",
        Cancellation = _cancellation.Token,
        UnreachableServers = OfThisBuild<UnreachableServers>(),
        OpenProjects = () => new ProjectReader(ProjectFile, BuildEngine6.GetGlobalProperties()),
    };

    private string ProjectFile => Fact("ProjectFile");

    private string ProjectDirectory => Path.GetDirectoryName(ProjectFile)!;

    public void Cancel() => _cancellation.Cancel();

    public override bool Execute()
    {
        try
        {
            Run();
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception fault)
        {
            // What left here MSBuild would print with its stack, as MSB4018, and fail the build.
            Report(new Diagnostic(DiagnosticCodes.InternalError, FaultSeverity, $"{GetType().Name} did nothing: {SafeText.PlaceOfUnexpected(fault)}"));
        }

        return !Log.HasLoggedErrors;
    }

    public void Dispose()
    {
        _cancellation.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Told of everything that is logged: its severity, its code (empty for a line without one) and its text.</summary>
    internal Action<Severity, string, string>? Logged { get; set; }

    /// <returns>The text as MSBuild must hold it for readers to get it back unchanged.</returns>
    internal static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsControl(c) || Special.Contains(c, StringComparison.Ordinal))
                escaped.Append(CultureInfo.InvariantCulture, $"%{(int)c:x2}");
            else
                escaped.Append(c);
        }

        return escaped.ToString();
    }

    /// <summary>What a fault that nobody foresaw is to the build.</summary>
    private protected virtual Severity FaultSeverity => ReleaseSettings.FailureIsError ? Severity.Error : Severity.Warning;

    private protected abstract void Run();

    private protected void Report(Diagnostic diagnostic)
    {
        if (diagnostic.Severity == Severity.Message)
        {
            Say($"{diagnostic.Code}: {diagnostic.Message}");
            return;
        }

        // The message is passed without arguments, so that braces in it are no placeholders.
        var help = $"{Fact("Help")}#{diagnostic.Code.ToLowerInvariant()}";
        if (diagnostic.Severity == Severity.Error)
            Log.LogError(null, diagnostic.Code, null, help, ProjectFile, 0, 0, 0, 0, diagnostic.Message);
        else
            Log.LogWarning(null, diagnostic.Code, null, help, ProjectFile, 0, 0, 0, 0, diagnostic.Message);

        Logged?.Invoke(diagnostic.Severity, diagnostic.Code, diagnostic.Message);
    }

    /// <summary>
    /// Logs what came out, in the words by which a project says what it has built, "name -> result": the terminal logger shows no other message.
    /// </summary>
    private protected void SayResult(string result) => Say($"{Path.GetFileNameWithoutExtension(ProjectFile)} -> {result}");

    /// <summary>Logs a list as a table.</summary>
    /// <returns>Its entries as items for other targets and tools.</returns>
    private protected ITaskItem[] Show(ShownList list)
    {
        SayResult(string.Join('\n', list.Lines));
        return [.. list.Entries.Select(Item)];
    }

    /// <summary>Logs a line that is shown unless the build is asked to be quiet.</summary>
    private protected void Say(string line)
    {
        Log.LogMessage(MessageImportance.High, line);
        Logged?.Invoke(Severity.Message, "", line);
    }

    /// <summary>MSBuild drops it when the build ends; each of its processes has one of its own.</summary>
    private T OfThisBuild<T>() where T : class, new()
    {
        // The type itself is in the key: another version of the package has one of the same name.
        var key = (typeof(T).Assembly.Location, typeof(T).Name);
        if (BuildEngine4.GetRegisteredTaskObject(key, RegisteredTaskObjectLifetime.Build) is T known)
            return known;

        var created = new T();
        BuildEngine4.RegisterTaskObject(key, created, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
        return created;
    }

    private static TaskItem Item(ListEntry entry)
    {
        var item = new TaskItem(Escape(entry.Name));
        foreach (var detail in entry.Details)
            item.SetMetadata(detail.Name, string.Join(';', detail.Values.Select(Escape)));

        return item;
    }

    private string Fact(string name) => Input.FirstOrDefault(item => item.ItemSpec == name)?.GetMetadata("Value") ?? "";

    /// <returns>The absolute path; empty when the fact is.</returns>
    private string FullPath(string name) => Fact(name) is { Length: > 0 } path ? Path.GetFullPath(path, ProjectDirectory) : "";
}
