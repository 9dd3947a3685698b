using Sentry.Releases.Git;

namespace Sentry.Releases.Tests.Git.Contract;

[TestClass]
internal sealed class ReleasedCommitByLibGit2() : ReleasedCommitContract(GitReaderChoice.LibGit2);

[TestClass]
internal sealed class ReleasedCommitByGit() : ReleasedCommitContract(GitReaderChoice.Git);

[TestClass]
internal sealed class BaseByLibGit2() : BaseContract(GitReaderChoice.LibGit2);

[TestClass]
internal sealed class BaseByGit() : BaseContract(GitReaderChoice.Git);

[TestClass]
internal sealed class PreviousTagByLibGit2() : PreviousTagContract(GitReaderChoice.LibGit2);

[TestClass]
internal sealed class PreviousTagByGit() : PreviousTagContract(GitReaderChoice.Git);

[TestClass]
internal sealed class ShapeByLibGit2() : ShapeContract(GitReaderChoice.LibGit2);

[TestClass]
internal sealed class ShapeByGit() : ShapeContract(GitReaderChoice.Git);

[TestClass]
internal sealed class PlaceByLibGit2() : PlaceContract(GitReaderChoice.LibGit2);

[TestClass]
internal sealed class PlaceByGit() : PlaceContract(GitReaderChoice.Git);

[TestClass]
internal sealed class IncompleteCloneByLibGit2() : IncompleteCloneContract(GitReaderChoice.LibGit2);

[TestClass]
internal sealed class IncompleteCloneByGit() : IncompleteCloneContract(GitReaderChoice.Git);

[TestClass]
internal sealed class ObjectByLibGit2() : ObjectContract(GitReaderChoice.LibGit2);

[TestClass]
internal sealed class ObjectByGit() : ObjectContract(GitReaderChoice.Git);

[TestClass]
internal sealed class ChangedFilesByLibGit2() : ChangedFilesContract(GitReaderChoice.LibGit2);

[TestClass]
internal sealed class ChangedFilesByGit() : ChangedFilesContract(GitReaderChoice.Git);

[TestClass]
internal sealed class HostileRepositoryByLibGit2() : HostileRepositoryContract(GitReaderChoice.LibGit2);

[TestClass]
internal sealed class HostileRepositoryByGit() : HostileRepositoryContract(GitReaderChoice.Git);

[TestClass]
internal sealed class CommitTextByLibGit2() : CommitTextContract(GitReaderChoice.LibGit2);

[TestClass]
internal sealed class CommitTextByGit() : CommitTextContract(GitReaderChoice.Git);

[TestClass]
internal sealed class LongHistoryByLibGit2() : LongHistoryContract(GitReaderChoice.LibGit2);

[TestClass]
internal sealed class LongHistoryByGit() : LongHistoryContract(GitReaderChoice.Git);
