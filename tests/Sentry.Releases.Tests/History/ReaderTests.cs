using Sentry.Releases.History;

namespace Sentry.Releases.Tests.History;

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
