namespace Sentiment.TestKit;

/// <summary>Runs a real command to its end.</summary>
public static class CommandProcess
{
    /// <summary>Runs with an empty standard input; kills the process, and fails, when the limit passes.</summary>
    public static async Task<CommandResult> RunAsync(ProcessCommand command, TimeSpan limit)
    {
        await using var process = ServiceProcess.Start(command);
        process.Input.Close();
        var exitCode = await process.WaitForExitAsync(limit);
        return new CommandResult(exitCode, string.Join('\n', process.Output), string.Join('\n', process.Error));
    }
}

/// <summary>How a command ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Standard output, lines joined by a line feed.</param>
/// <param name="Error">Standard error, the same way.</param>
public sealed record CommandResult(int ExitCode, string Output, string Error);
