namespace Sentry.Releases.Git;

/// <summary>A reader cannot read the repository.</summary>
internal sealed class UnreadableRepositoryException : Exception
{
    /// <param name="reason">Why, in a few words without credentials.</param>
    /// <param name="innerException">What was caught.</param>
    public UnreadableRepositoryException(string reason, Exception? innerException = null)
        : base(reason, innerException)
    {
    }

    /// <summary>The folder to declare safe, when the repository belongs to another user.</summary>
    public string? UnsafeDirectory { get; init; }
}
