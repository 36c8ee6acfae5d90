using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Sentiment.Cli.Processes;

/// <summary>A command that runs to its end: the SDK, a test executable.</summary>
/// <param name="FileName">Executable; looked up in PATH when it has no folder.</param>
/// <param name="Arguments">Arguments, unquoted.</param>
internal sealed record Tool(string FileName, params IReadOnlyList<string> Arguments)
{
    private static readonly TimeSpan OutputGrace = TimeSpan.FromSeconds(5);

    public required string WorkingDirectory { get; init; }

    /// <summary>Added to the inherited environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Runs it with an empty standard input, giving each line of both streams to <paramref name="line"/>.</summary>
    /// <exception cref="OperationCanceledException">Stopped; the process and what it started were killed.</exception>
    public async Task<ToolEnd> RunAsync(Action<string> line, CancellationToken stop)
    {
        using var process = Start(redirect: true);
        process.StandardInput.Close();
        var reading = Task.WhenAll(ReadAsync(process.StandardOutput, line), ReadAsync(process.StandardError, line));
        await EndAsync(process, stop);

        // The streams end with the last process that holds them: one that the tool left behind must not hold us too.
        try
        {
            await reading.WaitAsync(OutputGrace, CancellationToken.None);
            return new ToolEnd(process.ExitCode, LeftProcess: false);
        }
        catch (TimeoutException)
        {
            return new ToolEnd(process.ExitCode, LeftProcess: true);
        }
    }

    /// <summary>
    /// Runs it on this command's own terminal. Ctrl-C reaches it directly and SIGTERM is passed on; it is waited for, and killed
    /// only by <paramref name="kill"/>.
    /// </summary>
    public async Task<int> RunAttachedAsync(CancellationToken kill)
    {
        using var process = Start(redirect: false);
        using var passOn = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            if (!OperatingSystem.IsWindows())
            {
                NativeSignals.Terminate(process.Id);
            }
        });
        await EndAsync(process, kill);
        return process.ExitCode;
    }

    private Process Start(bool redirect)
    {
        var start = new ProcessStartInfo(FileName, Arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = WorkingDirectory,
            RedirectStandardInput = redirect,
            RedirectStandardOutput = redirect,
            RedirectStandardError = redirect,
        };
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start) ?? throw new CommandFailedException($"Could not start {FileName}.");
        }
        catch (Win32Exception exception)
        {
            throw new CommandFailedException($"Could not start {FileName}: {exception.Message}");
        }
    }

    private static async Task EndAsync(Process process, CancellationToken stop)
    {
        try
        {
            await process.WaitForExitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static async Task ReadAsync(StreamReader stream, Action<string> line)
    {
        while (await stream.ReadLineAsync() is { } text)
        {
            line(text);
        }
    }
}

/// <summary>How a tool ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="LeftProcess">Its output is still held open: it left a process behind.</param>
internal sealed record ToolEnd(int ExitCode, bool LeftProcess);
