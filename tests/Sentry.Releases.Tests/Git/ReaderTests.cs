using Sentry.Releases.Git;

namespace Sentry.Releases.Tests.Git;

[TestClass]
public sealed class LibGit2ReaderTests : HistoryContract
{
    private protected override GitReaderChoice Reader => GitReaderChoice.LibGit2;
}

[TestClass]
public sealed class GitProgramReaderTests : HistoryContract
{
    private protected override GitReaderChoice Reader => GitReaderChoice.Git;
}
