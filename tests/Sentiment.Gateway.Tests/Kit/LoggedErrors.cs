using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Sentiment.Gateway.Tests.Kit;

/// <summary>Collects what the gateway logs: an error that no test has named fails it, and no line may hold what must not be logged.</summary>
internal sealed class LoggedErrors : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, EventId Event, string Text)> _lines = new();
    private readonly ConcurrentBag<int> _expected = [];

    /// <summary>Everything from Information on, as one text.</summary>
    public string Everything => string.Join('\n', _lines.Select(static line => line.Text));

    /// <summary>Errors that were not expected.</summary>
    public IEnumerable<string> Unexpected =>
        _lines.Where(line => line.Level >= LogLevel.Error && !_expected.Contains(line.Event.Id)).Select(static line => $"{line.Event.Id} {line.Text}");

    public void Expect(int eventId) => _expected.Add(eventId);

    public bool Has(int eventId) => Count(eventId) > 0;

    public int Count(int eventId) => _lines.Count(line => line.Event.Id == eventId);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            _lines.Enqueue((logLevel, eventId, $"{formatter(state, exception)} {exception}"));
        }
    }

    public void Dispose()
    {
    }
}
