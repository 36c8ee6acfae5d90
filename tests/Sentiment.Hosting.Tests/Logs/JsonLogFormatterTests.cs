using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Sentiment.Hosting.Logs;
using Sentiment.Hosting.Tracing;

namespace Sentiment.Hosting.Tests.Logs;

public sealed partial class JsonLogFormatterTests
{
    private static readonly JsonLogFormatter Formatter = new(new ServiceIdentity("sentiment-sample", "1.2.3"), new FixedTime());

    [Fact]
    public void Write_AMessageWithValues_IsOneObjectOnALine()
    {
        var line = Written(static log => Sample(log, "a \"b\"\nü", 17, 0.123456789, isSo: true, TimeSpan.FromSeconds(90), "c-1"));

        Assert.EndsWith("}\n", line, StringComparison.Ordinal);
        Assert.Equal(1, line.Count(static letter => letter == '\n'));
        Assert.Contains("ü", line, StringComparison.Ordinal);
        var entry = JsonDocument.Parse(line).RootElement;
        Assert.Equal("2026-11-27T12:34:56.789Z", entry.GetProperty("timestamp").GetString());
        Assert.Equal(["timestamp", "level", "correlation_id", "service", "version", "component", "event", "message", "context"], entry.EnumerateObject().Select(static member => member.Name));
        Assert.Equal(("WARNING", "c-1", "sentiment-sample", "1.2.3"), (Text(entry, "level"), Text(entry, "correlation_id"), Text(entry, "service"), Text(entry, "version")));
        Assert.Equal(("Sentiment.Sample", 7), (Text(entry, "component"), entry.GetProperty("event").GetInt32()));
        Assert.Equal("""{"file_name":"a \"b\"\nü","count":17,"share":0.123457,"is_so":true,"for":"00:01:30"}""", entry.GetProperty("context").GetRawText());
    }

    [Fact]
    public void Write_InARequest_HasItsIds()
    {
        using var request = Spans.StartRequest(default, "c-2");
        using var within = new Activity("part").Start();

        var entry = JsonDocument.Parse(Written(static log => Said(log))).RootElement;

        Assert.Equal(("c-2", request.TraceId.ToHexString(), within.SpanId.ToHexString()), (Text(entry, "correlation_id"), Text(entry, "trace_id"), Text(entry, "span_id")));
    }

    [Fact]
    public void Write_AnException_IsOnTheSameLine()
    {
        var line = Written(static log => Broke(log, new InvalidDataException("torn")));

        var exception = JsonDocument.Parse(line).RootElement.GetProperty("exception");
        Assert.Equal(1, line.Count(static letter => letter == '\n'));
        Assert.Equal(("System.IO.InvalidDataException", "torn"), (Text(exception, "type"), Text(exception, "message")));
    }

    private static string? Text(JsonElement entry, string name) => entry.GetProperty(name).GetString();

    private static string Written(Action<ILogger> say)
    {
        var line = new ArrayBufferWriter<byte>();
        say(new Logger(line));
        return Encoding.UTF8.GetString(line.WrittenSpan);
    }

    [LoggerMessage(7, LogLevel.Warning, "{FileName} {Count} {Share} {IsSo} {For} {CorrelationId}")]
    private static partial void Sample(ILogger logger, string fileName, int count, double share, bool isSo, TimeSpan @for, string correlationId);

    [LoggerMessage(8, LogLevel.Information, "said")]
    private static partial void Said(ILogger logger);

    [LoggerMessage(9, LogLevel.Error, "It broke")]
    private static partial void Broke(ILogger logger, Exception failure);

    private sealed class Logger(ArrayBufferWriter<byte> line) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Formatter.Write(new LogEntry<TState>(logLevel, "Sentiment.Sample", eventId, state, exception, formatter), line);
    }

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 27, 12, 34, 56, 789, TimeSpan.Zero);
    }
}
