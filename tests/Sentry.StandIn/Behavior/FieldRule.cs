namespace Sentry.StandIn.Behavior;

/// <summary>Which part of a request is meant.</summary>
/// <param name="Path">
/// The field's path in the body of a release, such as <c>url</c> or <c>commits.patch_set.path</c>; in the body of a deploy with
/// <c>deploy.</c> before it. Empty for the body of a release as a whole, <c>deploy</c> for that of a deploy. Null and an empty list are
/// no field.
/// </param>
/// <param name="LongerThan">
/// Only where it is longer: a text in characters, a list in entries, a body in bytes. Absent, wherever it is sent.
/// </param>
public sealed record FieldRule(string Path, int? LongerThan = null)
{
    /// <summary>The field, wherever it is sent.</summary>
    public static implicit operator FieldRule(string path) => FromString(path);

    /// <summary>The field, wherever it is sent.</summary>
    public static FieldRule FromString(string path) => new(path);
}

/// <summary>An error that names no field.</summary>
/// <param name="On">What it breaks on.</param>
/// <param name="Status">Its status: 500 in Sentry's own form, any other with a proxy's page.</param>
public sealed record Breakage(FieldRule On, int Status)
{
    /// <summary>Whether everything but what it breaks on is done before, as in Sentry, where nothing is rolled back.</summary>
    public bool DoesTheRest { get; init; }

    /// <summary>How often it breaks before it works; <see langword="null"/> for always.</summary>
    public int? Times { get; init; }
}
