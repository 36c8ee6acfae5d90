using System.Buffers;
using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Sentiment.Hosting.Tracing;

namespace Sentiment.Hosting.Logs;

/// <summary>
/// One JSON object a line: <c>timestamp</c>, <c>level</c>, <c>correlation_id</c>, <c>trace_id</c>, <c>span_id</c>, <c>service</c>, <c>version</c>,
/// <c>component</c>, <c>event</c>, <c>message</c>, <c>context</c> and <c>exception</c>; what is not known is left out. The ids are those of the
/// request that the line was written for.
/// </summary>
internal sealed class JsonLogFormatter(ServiceIdentity service, TimeProvider time)
{
    private const string Template = "{OriginalFormat}";
    private const string CorrelationId = nameof(CorrelationId);

    private static readonly JsonWriterOptions Options = new()
    {
        // Read by machines and at terminals, never by browsers: quotes and umlauts stay as they are.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <param name="logEntry">What is said.</param>
    /// <param name="line">Gets it in UTF-8, with the line's end.</param>
    public void Write<TState>(in LogEntry<TState> logEntry, IBufferWriter<byte> line)
    {
        using (var json = new Utf8JsonWriter(line, Options))
        {
            json.WriteStartObject();
            json.WriteString("timestamp"u8, time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture));
            json.WriteString("level"u8, Level(logEntry.LogLevel));
            var values = logEntry.State as IReadOnlyList<KeyValuePair<string, object?>> ?? [];
            WriteIds(json, values);
            json.WriteString("service"u8, service.Name);
            json.WriteString("version"u8, service.Version);
            json.WriteString("component"u8, logEntry.Category);
            json.WriteNumber("event"u8, logEntry.EventId.Id);
            json.WriteString("message"u8, logEntry.Formatter(logEntry.State, logEntry.Exception));
            WriteContext(json, values);
            WriteException(json, logEntry.Exception);
            json.WriteEndObject();
        }

        line.Write("\n"u8);
    }

    private static void WriteIds(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        // A line that names a request is about that one, whoever writes it.
        if ((Find(values, CorrelationId) ?? Spans.CorrelationId) is { } correlationId)
        {
            json.WriteString("correlation_id"u8, correlationId);
        }

        if (Activity.Current is { } span)
        {
            json.WriteString("trace_id"u8, span.TraceId.ToHexString());
            json.WriteString("span_id"u8, span.SpanId.ToHexString());
        }
    }

    private static void WriteContext(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        json.WriteStartObject("context"u8);
        for (var i = 0; i < values.Count; i++)
        {
            var (name, value) = values[i];
            if (value is not null && name is not (Template or CorrelationId))
            {
                json.WritePropertyName(SnakeCase.Of(name));
                WriteValue(json, value);
            }
        }

        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case string text:
                json.WriteStringValue(text);
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            case int or long or short or byte or uint or ulong:
                json.WriteRawValue(Invariant((IFormattable)value), skipInputValidation: true);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(Math.Round(number, 6));
                break;
            case float number when float.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case IFormattable other:
                json.WriteStringValue(Invariant(other));
                break;
            default:
                json.WriteStringValue(value.ToString());
                break;
        }
    }

    private static void WriteException(Utf8JsonWriter json, Exception? exception)
    {
        if (exception is null)
        {
            return;
        }

        json.WriteStartObject("exception"u8);
        json.WriteString("type"u8, exception.GetType().FullName);
        json.WriteString("message"u8, exception.Message);
        json.WriteString("stack"u8, exception.ToString());
        json.WriteEndObject();
    }

    private static string? Find(IReadOnlyList<KeyValuePair<string, object?>> values, string name)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i].Key == name)
            {
                return values[i].Value as string;
            }
        }

        return null;
    }

    private static string Invariant(IFormattable value) => value.ToString(format: null, System.Globalization.CultureInfo.InvariantCulture);

    private static string Level(LogLevel level) => level switch
    {
        LogLevel.Trace => "TRACE",
        LogLevel.Debug => "DEBUG",
        LogLevel.Information => "INFO",
        LogLevel.Warning => "WARNING",
        LogLevel.Error => "ERROR",
        _ => "CRITICAL",
    };
}
