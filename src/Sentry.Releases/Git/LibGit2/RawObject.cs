namespace Sentry.Releases.Git.LibGit2;

/// <summary>An object in libgit2's memory, where thousands of them are no work for the garbage collector.</summary>
internal sealed unsafe class RawObject(nint item) : IDisposable
{
    private nint _item = item;

    /// <summary>One of the types in <see cref="NativeMethods"/>.</summary>
    public int Type { get; } = NativeMethods.git_odb_object_type(item);

    /// <summary>Valid until this is disposed.</summary>
    public ReadOnlySpan<byte> Content
    {
        get
        {
            ObjectDisposedException.ThrowIf(_item == 0, this);
            return new(NativeMethods.git_odb_object_data(_item), (int)NativeMethods.git_odb_object_size(_item));
        }
    }

    public void Dispose()
    {
        if (_item != 0)
            NativeMethods.git_odb_object_free(_item);
        _item = 0;
    }
}
