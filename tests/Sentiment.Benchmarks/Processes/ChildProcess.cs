using System.Diagnostics;
using Sentiment.TestKit;

namespace Sentiment.Benchmarks.Processes;

/// <summary>
/// A process that a benchmark starts: it ends when the pipe to its standard input closes, so that none outlives a benchmark that is killed;
/// disposing kills it, and only it.
/// </summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    // Enough to say why a process ended; a pool under overload writes for ever.
    private const int Kept = 200;

    private readonly Process _process;
    private readonly Queue<string> _lines = new();
    private readonly Queue<TaskCompletionSource<string>> _asked = new();
    private readonly Lock _gate = new();
    private readonly Action<string>? _read;
    private readonly Task _reading;

    private ChildProcess(Process process, Action<string>? read)
    {
        (_process, _read) = (process, read);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => FailAsked();
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput, isAnswer: true), ReadAsync(process.StandardError, isAnswer: false));
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>The last lines that it wrote.</summary>
    public string Log
    {
        get
        {
            lock (_gate)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    /// <param name="command">What is started.</param>
    /// <param name="read">Told each line that it writes.</param>
    public static ChildProcess Start(ProcessCommand command, Action<string>? read = null)
    {
        var start = new ProcessStartInfo(command.FileName, command.Arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = command.WorkingDirectory ?? RepositoryRoot.Path,
        };
        foreach (var (name, value) in command.Environment)
        {
            start.Environment[name] = value;
        }

        return new ChildProcess(Process.Start(start) ?? throw new InvalidOperationException($"Nothing started: {command}"), read);
    }

    /// <summary>Writes a line and waits for the line that it answers.</summary>
    public async Task AskAsync(string line, string expected, TimeSpan limit, CancellationToken stop)
    {
        var answer = ExpectAsync(expected, limit, stop);
        await _process.StandardInput.WriteLineAsync(line.AsMemory(), stop);
        await _process.StandardInput.FlushAsync(stop);
        await answer;
    }

    /// <summary>Waits for the next line of standard output, which must be this one.</summary>
    public async Task ExpectAsync(string expected, TimeSpan limit, CancellationToken stop)
    {
        var source = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _asked.Enqueue(source);
        }

        if (_process.HasExited)
        {
            FailAsked();
        }

        var answer = await source.Task.WaitAsync(limit, stop);
        if (answer != expected)
        {
            throw new InvalidOperationException($"Process {Id} said '{answer}', not '{expected}':\n{Log}");
        }
    }

    /// <summary>Throws what the process wrote, when it has ended.</summary>
    public void ThrowIfExited()
    {
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"{_process.StartInfo.FileName} ended with exit code {_process.ExitCode}:\n{Log}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        // To the last line: who reads them may look for one.
        await _reading;
        _process.Dispose();
    }

    private void FailAsked()
    {
        lock (_gate)
        {
            while (_asked.TryDequeue(out var source))
            {
                source.TrySetException(new InvalidOperationException($"The process ended:\n{string.Join('\n', _lines)}"));
            }
        }
    }

    private async Task ReadAsync(StreamReader stream, bool isAnswer)
    {
        while (await stream.ReadLineAsync() is { } line)
        {
            _read?.Invoke(line);
            lock (_gate)
            {
                if (isAnswer && _asked.TryDequeue(out var source))
                {
                    source.TrySetResult(line);
                    continue;
                }

                _lines.Enqueue(line);
                if (_lines.Count > Kept)
                {
                    _lines.Dequeue();
                }
            }
        }
    }
}
