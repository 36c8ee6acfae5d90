using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Sentiment.Hosting.Tests;

/// <summary>Collects all lines that the configured level lets through, from Debug on, for tests of what is said.</summary>
internal sealed class RecordedLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(int Event, string Text)> _lines = new();

    public string Everything => string.Join('\n', _lines.Select(static line => line.Text));

    public string[] Of(int eventId) => [.. _lines.Where(line => line.Event == eventId).Select(static line => line.Text)];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Debug;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            _lines.Enqueue((eventId.Id, $"{formatter(state, exception)} {exception}"));
        }
    }

    public void Dispose()
    {
    }
}
