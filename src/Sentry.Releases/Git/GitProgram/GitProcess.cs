using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Sentry.Releases.Git.GitProgram;

/// <summary>A running git program whose standard output is read as bytes.</summary>
internal sealed class GitProcess : IDisposable
{
    // What every pipe takes at once, on Windows too.
    private const int SmallInput = 4096;

    // Of each end of the standard error: room for the longest path in the sentence that names it.
    private const int KeptError = 8 * 1024;

    private readonly Process _process;
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenRegistration _killing;
    private readonly Task<string> _error;
    private Timer? _watchdog;

    private GitProcess(Process process, string input, CancellationToken cancellation)
    {
        _process = process;
        _cancellation = cancellation;
        _killing = cancellation.Register(() => Kill(withChildren: true));
        // All three pipes are served at once, so that none can fill up and stop the program.
        _error = Task.Factory.StartNew(() => ReadError(process.StandardError), TaskCreationOptions.LongRunning);
        if (input.Length <= SmallInput / 3)
            Feed(process.StandardInput.BaseStream, input);
        else
            _ = Task.Factory.StartNew(() => Feed(process.StandardInput.BaseStream, input), TaskCreationOptions.LongRunning);
        Output = new ByteReader(new BufferedStream(process.StandardOutput.BaseStream, 64 * 1024));
    }

    public ByteReader Output { get; }

    /// <summary>Starts git in a folder and feeds it lines, then the end of its standard input.</summary>
    /// <exception cref="UnreadableRepositoryException">Git is not installed, or does not start.</exception>
    public static GitProcess Start(
        string directory, IEnumerable<string> arguments, IEnumerable<string> input, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            var process = Process.Start(GitCommand.Create(directory, arguments))!;
            return new GitProcess(process, string.Concat(input.Select(line => line + "\n")), cancellation);
        }
        catch (Win32Exception exception)
        {
            throw new UnreadableRepositoryException($"The git program does not start: {exception.Message}", exception);
        }
    }

    /// <summary>Runs git to its end.</summary>
    /// <returns>The standard output, as UTF-8.</returns>
    /// <exception cref="UnreadableRepositoryException">Git failed: its exit code is neither 0 nor the one for an empty answer.</exception>
    public static string Run(
        string directory, IEnumerable<string> arguments, IEnumerable<string> input, int emptyExitCode, CancellationToken cancellation)
    {
        using var process = Start(directory, arguments, input, cancellation);
        var output = Encoding.UTF8.GetString(process.Output.ReadToEnd());
        var exitCode = process.WaitForExit();
        return exitCode == 0 || exitCode == emptyExitCode ? output : throw process.Failure();
    }

    /// <summary>Lets git run no longer than this from now on; each call begins anew.</summary>
    public void KillAfter(TimeSpan time)
    {
        _watchdog ??= new Timer(_ => Kill(withChildren: true));
        _watchdog.Change(time, Timeout.InfiniteTimeSpan);
    }

    /// <returns>The exit code, once the standard output has been read to its end.</returns>
    public int WaitForExit()
    {
        _process.WaitForExit();
        _cancellation.ThrowIfCancellationRequested();
        return _process.ExitCode;
    }

    /// <summary>What git said when it failed.</summary>
    /// <exception cref="OperationCanceledException">It was killed.</exception>
    public UnreadableRepositoryException Failure()
    {
        Kill(withChildren: true);
        _process.WaitForExit();
        _cancellation.ThrowIfCancellationRequested();
        return GitCommand.Failed(_error.GetAwaiter().GetResult());
    }

    /// <summary>Ends git if it still runs.</summary>
    public void Dispose()
    {
        _watchdog?.Dispose();
        _killing.Dispose();
        Kill(withChildren: false);
        _process.WaitForExit();
        _process.Dispose();
    }

    private void Kill(bool withChildren)
    {
        try
        {
            // Looking for children costs milliseconds, and a command that has not been cancelled has none.
            if (!_process.HasExited)
                _process.Kill(withChildren);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended by itself.
        }
    }

    /// <summary>Reads all of it, and keeps its two ends: git gives its reason first, or last where that is fatal.</summary>
    internal static string ReadError(TextReader error)
    {
        var kept = new StringBuilder();
        var buffer = new char[KeptError];
        var isCut = false;
        while (error.Read(buffer, 0, buffer.Length) is > 0 and var count)
        {
            kept.Append(buffer, 0, count);
            if (kept.Length <= 2 * KeptError)
                continue;

            kept.Remove(KeptError, kept.Length - (2 * KeptError));
            isCut = true;
        }

        // Two halves of lines are not one line.
        return (isCut ? kept.Insert(KeptError, '\n') : kept).ToString();
    }

    private static void Feed(Stream input, string text)
    {
        try
        {
            using (input)
                input.Write(Encoding.UTF8.GetBytes(text));
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // Git ended before it had read everything; its exit code and its output tell.
        }
    }
}
