using System.Buffers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Sentiment.Hosting.Logs;

/// <summary>Writes every line as JSON. Its name in the settings of levels is the console's, whose place it takes.</summary>
[ProviderAlias("Console")]
internal sealed class JsonLoggerProvider(JsonLogFormatter formatter, LogOutput output) : ILoggerProvider
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _line;

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    // Whoever says the last words must have been heard.
    public void Dispose() => output.Flush();

    private void Write<TState>(in LogEntry<TState> entry)
    {
        var line = _line ??= new ArrayBufferWriter<byte>(512);
        line.ResetWrittenCount();
        formatter.Write(entry, line);
        output.Write(line.WrittenSpan, isUrgent: entry.LogLevel >= LogLevel.Warning);
    }

    private sealed class Logger(JsonLoggerProvider provider, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                provider.Write(new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter));
            }
        }
    }
}
