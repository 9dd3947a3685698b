namespace Sentry.Releases.Diagnostics;

/// <summary>
/// Passes diagnostics on and keeps them. Every part reports a failure as an error; only here it is decided whether that fails the build
/// or is a warning.
/// </summary>
/// <param name="failureIsError">Whether errors stay errors.</param>
/// <param name="report">Gets every diagnostic at once.</param>
internal sealed class DiagnosticLog(bool failureIsError, Action<Diagnostic> report)
{
    private readonly List<Diagnostic> _diagnostics = [];

    public IReadOnlyList<Diagnostic> Diagnostics => _diagnostics;

    /// <summary>Adds to a message the setting that fixes it.</summary>
    public Func<Diagnostic, string> Complete { get; init; } = diagnostic => diagnostic.Message;

    /// <summary>Removes the token from every message from now on: the last gate before what must not be shown.</summary>
    public Func<string, string> Redact { get; set; } = text => text;

    public void Report(Diagnostic diagnostic)
    {
        diagnostic = diagnostic.WithMessage(Redact(Complete(diagnostic)));
        if (diagnostic.Severity == Severity.Error && !failureIsError)
            diagnostic = diagnostic with { Severity = Severity.Warning };

        _diagnostics.Add(diagnostic);
        report(diagnostic);
    }

    public void Failure(string code, string message, params IReadOnlyList<Subject> subjects) =>
        Report(new Diagnostic(code, Severity.Error, message, subjects));

    public void Warning(string code, string message, params IReadOnlyList<Subject> subjects) =>
        Report(new Diagnostic(code, Severity.Warning, message, subjects));

    public void Message(string code, string message, params IReadOnlyList<Subject> subjects) =>
        Report(new Diagnostic(code, Severity.Message, message, subjects));
}
