using System.Diagnostics;

namespace Sentiment.TestKit;

/// <summary>A real process that a test talks to while it runs. Disposing kills it, and only it, by its own id.</summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ProcessCommand _command;
    private readonly CapturedOutput _output = new();
    private readonly CapturedOutput _error = new();
    private readonly Task _reading;

    private ServiceProcess(Process process, ProcessCommand command)
    {
        _process = process;
        _command = command;
        _reading = Task.WhenAll(_output.ReadAsync(process.StandardOutput), _error.ReadAsync(process.StandardError));
    }

    /// <summary>The process id.</summary>
    public int Id => _process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Its standard input; close it to send end-of-file.</summary>
    public StreamWriter Input => _process.StandardInput;

    /// <summary>Lines written to standard output so far.</summary>
    public IReadOnlyList<string> Output => _output.Lines;

    /// <summary>Lines written to standard error so far.</summary>
    public IReadOnlyList<string> Error => _error.Lines;

    /// <summary>Starts the executable with all three streams redirected.</summary>
    public static ServiceProcess Start(ProcessCommand command)
    {
        var start = new ProcessStartInfo(command.FileName, command.Arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = command.WorkingDirectory ?? AppContext.BaseDirectory,
        };
        foreach (var (name, value) in command.Environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException($"Nothing started: {command}");
        return new ServiceProcess(process, command);
    }

    /// <summary>Sends a signal to this process alone (Unix).</summary>
    public void Signal(ProcessSignal signal) => Signals.Send(Id, signal);

    /// <summary>Waits until a line of either stream matches, and returns it.</summary>
    public async Task<string> WaitForLineAsync(Predicate<string> match, TimeSpan limit)
    {
        string? found = null;
        try
        {
            // Ended is asked first: what was written before the end is then still looked at.
            await Poll.UntilAsync(
                () =>
                {
                    var ended = _reading.IsCompleted;
                    found = Find(match);
                    return found is not null || ended;
                },
                limit);
        }
        catch (TimeoutException)
        {
            // Reported below, with what was written instead.
        }

        return found ?? throw Unexpected("no such line");
    }

    /// <summary>Waits for the end and returns the exit code; 128 + the signal's number when one ended it.</summary>
    public async Task<int> WaitForExitAsync(TimeSpan limit)
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(limit);
        }
        catch (TimeoutException)
        {
            throw Unexpected($"still running after {limit.TotalSeconds:0.#} s");
        }

        // Its own output ends with it; a grandchild that holds the stream longer is not waited for.
        await Task.WhenAny(_reading, Task.Delay(TimeSpan.FromSeconds(1)));
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private string? Find(Predicate<string> match) => Array.Find(_output.Lines, match) ?? Array.Find(_error.Lines, match);

    private InvalidOperationException Unexpected(string what)
    {
        var state = _process.HasExited ? $"exited with {_process.ExitCode}" : "is running";
        return new($"{_command}: {what}; it {state}.\n{string.Join('\n', [.. _output.Lines, "-- standard error:", .. _error.Lines])}");
    }
}
