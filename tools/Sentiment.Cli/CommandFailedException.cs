namespace Sentiment.Cli;

/// <summary>Ends a command with a message that says what to do next; shown without a stack trace, exit code 1.</summary>
internal sealed class CommandFailedException(string message) : Exception(message);
