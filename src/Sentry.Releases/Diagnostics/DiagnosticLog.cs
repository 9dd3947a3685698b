namespace Sentry.Releases.Diagnostics;

/// <summary>
/// Passes diagnostics on and keeps them. The parts report a failure to create the release as an error; only here is decided whether
/// it fails the build or is a warning.
/// </summary>
/// <param name="failureIsError">Whether errors stay errors.</param>
/// <param name="report">Told of every diagnostic at once.</param>
internal sealed class DiagnosticLog(bool failureIsError, Action<Diagnostic> report)
{
    private readonly List<Diagnostic> _diagnostics = [];
    private Func<string, string> _redact = text => text;

    /// <summary>Everything reported so far, in order.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => _diagnostics;

    /// <summary>From now on every message passes through this: the last gate before what must not be shown.</summary>
    public void Redact(Func<string, string> redact) => _redact = redact;

    public void Report(Diagnostic diagnostic)
    {
        diagnostic = new Diagnostic(diagnostic.Code, diagnostic.Severity, _redact(diagnostic.Message));
        if (diagnostic.Severity == Severity.Error && !failureIsError)
            diagnostic = diagnostic with { Severity = Severity.Warning };

        _diagnostics.Add(diagnostic);
        report(diagnostic);
    }

    public void Failure(string code, string message) => Report(new Diagnostic(code, Severity.Error, message));

    public void Warning(string code, string message) => Report(new Diagnostic(code, Severity.Warning, message));
}
