namespace Sentry.Releases.Diagnostics;

/// <summary>How much a <see cref="Diagnostic"/> matters to the build.</summary>
public enum Severity
{
    /// <summary>For information.</summary>
    Message,

    /// <summary>Something is not as it should be; the build goes on.</summary>
    Warning,

    /// <summary>What was asked for cannot be done. Whether that fails the build, <see cref="DiagnosticLog"/> decides.</summary>
    Error,
}

/// <summary>One line for the user: a code, what happened, and what it is about.</summary>
public sealed record Diagnostic
{
    /// <param name="code">One of <see cref="DiagnosticCodes"/>.</param>
    /// <param name="severity">How much it matters.</param>
    /// <param name="message">What happened. Whatever would break the line or steer a terminal is replaced.</param>
    /// <param name="subjects">What it is about.</param>
    public Diagnostic(string code, Severity severity, string message, params IReadOnlyList<Subject> subjects)
    {
        Code = code;
        Severity = severity;
        Message = OneLine.Of(message);
        Subjects = subjects;
    }

    /// <summary>One of <see cref="DiagnosticCodes"/>.</summary>
    public string Code { get; }

    /// <summary>How much it matters.</summary>
    public Severity Severity { get; init; }

    /// <summary>What happened, in one line.</summary>
    public string Message { get; }

    /// <summary>
    /// What it is about. The layer that knows the settings adds the one that fixes it to the message; a diagnostic without a subject
    /// says everything itself.
    /// </summary>
    public IReadOnlyList<Subject> Subjects { get; }

    /// <summary>This diagnostic with more or other text; all else stays.</summary>
    public Diagnostic WithMessage(string message) => new(Code, Severity, message, Subjects);
}
