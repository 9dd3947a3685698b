namespace Sentry.Releases.SentryApi;

/// <summary>
/// A list of Sentry's, which is read page by page as it is enumerated, and anew each time: <c>await foreach</c> over its entries, or
/// over its <see cref="Pages"/>.
/// </summary>
/// <typeparam name="T">The type of an entry.</typeparam>
public sealed class SentryList<T> : IAsyncEnumerable<T>
{
    private readonly Func<CancellationToken, IAsyncEnumerable<SentryPage<T>>> _pages;

    internal SentryList(Func<CancellationToken, IAsyncEnumerable<SentryPage<T>>> pages) => _pages = pages;

    /// <summary>The pages, each read when it is asked for.</summary>
    /// <exception cref="SentryApiException">While enumerating: a page could not be read; those before it are good.</exception>
    /// <exception cref="OperationCanceledException">While enumerating: the caller cancelled.</exception>
    public IAsyncEnumerable<SentryPage<T>> Pages(CancellationToken cancellation = default) => _pages(cancellation);

    /// <summary>The entries one by one; fails as <see cref="Pages"/> does.</summary>
    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (var page in Pages(cancellationToken))
        {
            foreach (var entry in page.Entries)
                yield return entry;
        }
    }
}

/// <summary>A page of a <see cref="SentryList{T}"/>.</summary>
/// <param name="Entries">The entries, in Sentry's order; may be empty.</param>
/// <param name="HasMore">Whether Sentry has more after it, be they beyond the list's limit.</param>
public sealed record SentryPage<T>(IReadOnlyList<T> Entries, bool HasMore);
