using Microsoft.Build.Framework;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.Settings;

namespace Sentry.Releases.MSBuild.Tasks;

/// <summary>What every task of the package has in common: the settings, cancelling, and diagnostics with code and help link.</summary>
public abstract class SentryTask : Microsoft.Build.Utilities.Task, ICancelableTask, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>One item whose metadata are the package's properties under their own names; see the README's table.</summary>
    [Required]
    public ITaskItem Settings { get; set; } = null!;

    /// <summary>Absolute path of the project file, which diagnostics name and relative paths start from.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <summary>The built assembly, from whose metadata the release's name is read.</summary>
    public string Assembly { get; set; } = "";

    /// <summary>Absolute path of the project's folder.</summary>
    protected string ProjectDirectory => Path.GetDirectoryName(ProjectFile)!;

    /// <summary>Who the server is told is calling.</summary>
    protected static string UserAgent { get; } =
        $"Sentry.Releases.MSBuild/{typeof(SentryTask).Assembly.GetName().Version?.ToString(3)} (.NET {Environment.Version})";

    /// <summary>The settings of this build, in its environment.</summary>
    protected ReleaseSettings ReleaseSettings => ReleaseSettings.Read(
        Settings.MetadataNames.Cast<string>().ToDictionary(name => name, Settings.GetMetadata, StringComparer.OrdinalIgnoreCase),
        ProjectDirectory,
        BuildEnvironment.OfProcess);

    /// <inheritdoc/>
    public void Cancel() => _cancellation.Cancel();

    /// <inheritdoc/>
    public override bool Execute()
    {
        try
        {
            // No synchronization context is on a task's thread, so waiting here cannot block what is waited for.
            RunAsync(_cancellation.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception fault)
        {
            // What left here MSBuild would print with its stack, as MSB4018, and fail the build.
            Report(new Diagnostic(DiagnosticCodes.InvalidSetting, FaultSeverity, $"{GetType().Name} did nothing: {SafeText.PlaceOfUnexpected(fault)}"));
        }

        return !Log.HasLoggedErrors;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _cancellation.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>What a fault that nobody foresaw is to the build.</summary>
    protected abstract Severity FaultSeverity { get; }

    /// <summary>Does the task's work.</summary>
    protected abstract System.Threading.Tasks.Task RunAsync(CancellationToken cancellation);

    /// <summary>Logs a diagnostic of the library.</summary>
    protected void Report(Diagnostic diagnostic)
    {
        // The message is passed without arguments, so that braces in it are no placeholders.
        switch (diagnostic.Severity)
        {
            case Severity.Error:
                Log.LogError(null, diagnostic.Code, null, HelpLink.Of(diagnostic.Code), ProjectFile, 0, 0, 0, 0, diagnostic.Message);
                break;
            case Severity.Warning:
                Log.LogWarning(null, diagnostic.Code, null, HelpLink.Of(diagnostic.Code), ProjectFile, 0, 0, 0, 0, diagnostic.Message);
                break;
            default:
                Say($"{diagnostic.Code}: {diagnostic.Message}");
                break;
        }
    }

    /// <summary>Logs a line that is shown unless the build is asked to be quiet.</summary>
    protected void Say(string line) => Log.LogMessage(MessageImportance.High, line);
}
