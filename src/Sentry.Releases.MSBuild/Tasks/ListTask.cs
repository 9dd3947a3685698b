using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.Listing;
using Sentry.Releases.Naming;

namespace Sentry.Releases.MSBuild.Tasks;

/// <summary>What the tasks have in common that list what Sentry holds: a table in the log, and items for other targets and tools.</summary>
public abstract class ListTask : SentryTask
{
    /// <summary>The target framework's platform, such as <c>android</c>; empty for none.</summary>
    public string TargetPlatform { get; set; } = "";

    /// <summary>The mobile application's identifier.</summary>
    public string ApplicationId { get; set; } = "";

    /// <summary>The mobile application's version as its users see it.</summary>
    public string ApplicationDisplayVersion { get; set; } = "";

    /// <summary>The mobile application's build number.</summary>
    public string ApplicationVersion { get; set; } = "";

    /// <summary>What was found, in Sentry's order.</summary>
    [Output]
    public ITaskItem[] Entries { get; private set; } = [];

    /// <summary>The application whose release is meant where no other is named.</summary>
    protected BuiltApplication Application => new(Assembly)
    {
        Mobile = new MobileApplication(TargetPlatform, ApplicationId, ApplicationDisplayVersion, ApplicationVersion),
    };

    /// <inheritdoc/>
    protected override Severity FaultSeverity => Severity.Error;

    /// <inheritdoc/>
    protected sealed override async System.Threading.Tasks.Task RunAsync(CancellationToken cancellation)
    {
        var reader = new ListReader(ReleaseSettings, UserAgent, Report);
        if (await ReadAsync(reader, cancellation) is not { } list)
            return;

        Entries = [.. list.Entries.Select(Item)];

        // In the words by which a project says what it has built, "name -> result": the terminal logger shows no other message.
        Say($"{Path.GetFileNameWithoutExtension(ProjectFile)} -> {string.Join('\n', list.Lines)}");
    }

    /// <summary>Reads the list.</summary>
    /// <returns><see langword="null"/> when it could not be read, which was reported.</returns>
    protected abstract Task<ShownList?> ReadAsync(ListReader reader, CancellationToken cancellation);

    private static TaskItem Item(ListEntry entry)
    {
        var item = new TaskItem(ItemText.Escape(entry.Name));
        foreach (var detail in entry.Details)
            item.SetMetadata(detail.Name, string.Join(';', detail.Values.Select(ItemText.Escape)));

        return item;
    }
}
