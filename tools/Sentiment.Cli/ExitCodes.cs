namespace Sentiment.Cli;

/// <summary>What scripts may rely on.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>The command was understood, and failed.</summary>
    public const int Failure = 1;

    /// <summary>Wrong command line: nothing was done.</summary>
    public const int Usage = 2;

    /// <summary>Ended by Ctrl-C, as shells have it (128 + SIGINT). <c>up</c> does not use it: to stop is what it is asked.</summary>
    public const int Interrupted = 130;
}
