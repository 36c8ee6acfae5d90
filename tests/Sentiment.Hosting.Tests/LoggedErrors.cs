using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Sentiment.Hosting.Tests;

/// <summary>Collects what a service logs as an error: one that no test has asked for fails it.</summary>
internal sealed class LoggedErrors : ILoggerProvider, ILogger
{
    public ConcurrentQueue<(EventId Event, string Text)> Messages { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            Messages.Enqueue((eventId, $"{formatter(state, exception)} {exception}"));
        }
    }

    public void Dispose()
    {
    }
}
