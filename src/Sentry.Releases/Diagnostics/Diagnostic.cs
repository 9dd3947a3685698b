namespace Sentry.Releases.Diagnostics;

/// <summary>How much a <see cref="Diagnostic"/> matters to the build.</summary>
internal enum Severity
{
    Message,

    /// <summary>Something is not as it should be; the build goes on.</summary>
    Warning,

    /// <summary>What was asked for cannot be done. Whether that fails the build, <see cref="DiagnosticLog"/> decides.</summary>
    Error,
}

/// <summary>One line for the user: a code, what happened, and what it is about.</summary>
internal sealed record Diagnostic
{
    /// <param name="message">What happened. Whatever would break the line or steer a terminal is replaced.</param>
    public Diagnostic(string code, Severity severity, string message, params IReadOnlyList<Subject> subjects)
    {
        Code = code;
        Severity = severity;
        Message = OneLine.Of(message);
        Subjects = subjects;
    }

    /// <summary>One of <see cref="DiagnosticCodes"/>.</summary>
    public string Code { get; }

    public Severity Severity { get; init; }

    public string Message { get; }

    /// <summary>
    /// What it is about. The layer that knows the settings adds the one that fixes it to the message; a diagnostic without a subject
    /// says everything itself.
    /// </summary>
    public IReadOnlyList<Subject> Subjects { get; }

    public Diagnostic WithMessage(string message) => new(Code, Severity, message, Subjects);
}
