using Sentry.Releases.Diagnostics;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Listing.Diagnosis;

/// <summary>One line of a diagnosis.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="Found">What was found, as a sentence without a full stop.</param>
internal sealed record Check(string Name, string Found)
{
    private const int LongestFault = 100;

    private static readonly Column<Check>[] Columns =
    [
        new("Check", check => check.Name),
        new("", check => check.Code ?? (check.IsUnknown ? "?" : "ok")),
        new("Found", check => check.Code is null ? check.Found : CellText.Beginning(check.Found, LongestFault)),
    ];

    /// <summary>The code of what is wrong; <see langword="null"/> where nothing is.</summary>
    public string? Code { get; private init; }

    /// <summary>The one thing to do; empty where there is none, or where <see cref="Found"/> says it.</summary>
    public string Fix { get; private init; } = "";

    /// <summary>Whether it could not be looked at, which is nobody's fault.</summary>
    public bool IsUnknown { get; private init; }

    public static Check Unknown(string name, string reason) => new(name, reason) { IsUnknown = true };

    public static Check Wrong(string name, string code, string found, string fix) => new(name, found) { Code = code, Fix = fix };

    /// <summary>What another part of the package says, with the setting that fixes it; a message is nothing wrong.</summary>
    public static Check Of(string name, Diagnostic diagnostic) =>
        new(name, diagnostic.Message.TrimEnd('.'))
        {
            Code = diagnostic.Severity == Severity.Message ? null : diagnostic.Code,
            Fix = SettingHints.For(diagnostic.Subjects, diagnostic.Code),
        };

    /// <summary>What is found and the fix, in one line.</summary>
    public string Message => Fix.Length == 0 ? $"{Found}." : $"{Found}. {Fix}";

    /// <summary>All checks as a build shows them.</summary>
    /// <param name="redact">Removes the token.</param>
    public static ShownList Show(IReadOnlyList<Check> checks, Func<string, string> redact)
    {
        IReadOnlyList<Check> shown = [.. checks.Select(check => check with { Found = redact(check.Found), Fix = redact(check.Fix) })];
        var wrong = shown.Count(check => check.Code is not null);
        var closing = wrong == 0
            ? $"Nothing is wrong in {shown.Count} checks."
            : $"{wrong} of {shown.Count} checks found something wrong; the warnings say what to do.";
        return ShownList.Of("Diagnosis of the Sentry set-up", shown, Columns, closing, check => check.Entry(), hasMore: false);
    }

    private ListEntry Entry() => new(Name,
    [
        new("Result", Code is not null ? "wrong" : IsUnknown ? "unknown" : "ok"),
        new("Code", Code),
        new("Found", Found),
        new("Fix", Fix),
    ]);
}
