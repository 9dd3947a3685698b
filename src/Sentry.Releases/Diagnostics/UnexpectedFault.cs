namespace Sentry.Releases.Diagnostics;

/// <summary>Words for an exception that nobody foresaw.</summary>
public static class UnexpectedFault
{
    private const string Request = "This is a fault of the package; please report it.";

    /// <summary>With the exception's own words: for messages from which the token is still blotted out.</summary>
    internal static string Text(Exception fault) =>
        $"an unexpected {fault.GetType().Name} ({UrlCredentials.TakenOutOf(fault.Message).TrimEnd('.')}). {Request}";

    /// <summary>Without the exception's own words, which might hold anything.</summary>
    public static string Place(Exception fault) =>
        $"an unexpected {fault.GetType().Name} in {fault.TargetSite?.DeclaringType?.Name}.{fault.TargetSite?.Name}. {Request}";
}
