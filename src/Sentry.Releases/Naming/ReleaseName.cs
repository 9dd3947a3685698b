using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.Naming;

/// <summary>Where a release's name comes from.</summary>
internal enum ReleaseNameSource
{
    /// <summary>The build was given it.</summary>
    Given,

    /// <summary>The environment variable by which Sentry's SDK, too, is given it when the application runs.</summary>
    Environment,

    /// <summary>The built assembly.</summary>
    Assembly,

    /// <summary>The application's id and versions, on mobile platforms.</summary>
    MobileApplication,
}

/// <summary>What a release is called: <c>version</c> in Sentry's API, <c>release</c> in its events.</summary>
internal sealed record ReleaseName(string Value, ReleaseNameSource Source)
{
    /// <summary>Chooses the name: the given one, else the one that the running application will report.</summary>
    /// <param name="given">A name that was given, from <see cref="ReleaseNameSource.Given"/> or <see cref="ReleaseNameSource.Environment"/>.</param>
    /// <param name="application">What was built.</param>
    /// <param name="report">
    /// Gets SRM4001 or SRM4003 when there is no name, and SRM4002 when the running application will report another one, or may.
    /// </param>
    /// <returns>A name that Sentry takes; <see langword="null"/> when there is none, which was reported.</returns>
    public static ReleaseName? Choose(ReleaseName? given, BuiltApplication application, Action<Diagnostic> report)
    {
        if ((given ?? application.Name(report)) is not { } name || !ReleaseNameRules.Check(name, report))
            return null;

        if (name.Disagreement(application) is { } disagreement)
            report(disagreement);

        return name;
    }

    /// <summary>
    /// Why events of the running application may belong to another release: it prefers what its code sets, then its settings, then its
    /// environment, then its own name.
    /// </summary>
    private Diagnostic? Disagreement(BuiltApplication application)
    {
        if (application.CodeReleases is { Count: > 0 } places)
            return DisagreementWith(places);

        if (application.SettingsRelease() is not { } setting)
            return DisagreementWithOwnName(application);

        return Is(setting) ? null : Differs("the application sets its release in appsettings.json and", setting, Subject.ApplicationRelease);
    }

    private Diagnostic? DisagreementWith(IReadOnlyList<CodeRelease> places)
    {
        if (places.All(place => place.Literal is { } literal && Is(literal)))
            return null;

        return places.All(place => place.Literal is { } literal && !Is(literal))
            ? Differs("the application sets SentryOptions.Release in its code and", places[0].Literal!.Trim(), Subject.ApplicationRelease)
            : Message(
                "The application sets SentryOptions.Release in its code, to a value that cannot be known here. "
                + $"Only events with '{Value}' belong to this release.",
                Subject.ApplicationRelease);
    }

    private Diagnostic? DisagreementWithOwnName(BuiltApplication application)
    {
        if (Source == ReleaseNameSource.Assembly)
            return null;

        if (Source == ReleaseNameSource.MobileApplication)
        {
            return Message(
                $"The running application reports '{Value}' unless its AndroidManifest.xml or Info.plist sets the id or a version itself.",
                Subject.MobileRelease);
        }

        // What is wrong with the assembly matters only to who takes the name from it.
        if (application.Name(_ => { }) is not { } own || Is(own.Value))
            return null;

        if (own.Source == ReleaseNameSource.MobileApplication)
            return Differs("the running application", own.Value, Subject.MobileRelease);

        return Source == ReleaseNameSource.Environment
            ? Message($"The running application reports '{Value}' where its environment says so, as this build's does, and '{own.Value}' elsewhere.")
            : Differs("the running application", own.Value, Value.Contains('@', StringComparison.Ordinal) ? Subject.EmbeddedName : Subject.ReleaseName);
    }

    /// <summary>As Sentry compares names: exactly, but for white space around them.</summary>
    private bool Is(string name) => string.Equals(Value.Trim(), name.Trim(), StringComparison.Ordinal);

    private Diagnostic Differs(string who, string reported, Subject subject) => new(
        DiagnosticCodes.NameDiffers,
        Severity.Warning,
        $"The release is '{Value}', but {who} will report '{reported}', and its events will not belong to this release.",
        subject);

    private static Diagnostic Message(string message, params IReadOnlyList<Subject> subjects) =>
        new(DiagnosticCodes.NameDiffers, Severity.Message, message, subjects);
}
