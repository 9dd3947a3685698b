using System.Buffers;

namespace Sentry.StandIn.Validation;

/// <summary>What a release may be called.</summary>
internal static class VersionRule
{
    public const int MaxLength = 200;

    private static readonly SearchValues<char> Forbidden = SearchValues.Create("\r\n\f\t/\\");

    public static bool Allows(string version)
    {
        var stripped = PythonText.Strip(version);
        return !version.AsSpan().ContainsAny(Forbidden)
            && stripped is not ("" or "." or "..")
            && !stripped.Equals("latest", StringComparison.OrdinalIgnoreCase);
    }
}
