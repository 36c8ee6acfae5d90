using System.Text;

namespace Sentiment.TestKit;

/// <summary>A span as it travels; of opentelemetry/proto/trace/v1/trace.proto what tests ask for. Ids are in lower-case hexadecimal.</summary>
/// <param name="Service">Name of the service that has sent it.</param>
/// <param name="TraceId">Of its trace.</param>
/// <param name="SpanId">Its own.</param>
/// <param name="ParentId">Of the span that it is a part of; empty for the first of a trace.</param>
/// <param name="Name">What it is of.</param>
/// <param name="Nanoseconds">From its start to its end.</param>
/// <param name="Links">Ids of the spans that it is linked to.</param>
public sealed record OtlpSpan(string Service, string TraceId, string SpanId, string ParentId, string Name, long Nanoseconds, IReadOnlyList<string> Links)
{
    /// <param name="request">An ExportTraceServiceRequest.</param>
    public static IEnumerable<OtlpSpan> ReadAll(byte[] request) =>
        from resourceSpans in Protobuf.Fields(request).Where(static field => field.Number == 1)
        let parts = Protobuf.Fields(resourceSpans.Bytes).ToArray()
        let service = ServiceOf(parts.First(static field => field.Number == 1).Bytes)
        from scopeSpans in parts.Where(static field => field.Number == 2)
        from span in Protobuf.Fields(scopeSpans.Bytes).Where(static field => field.Number == 2)
        select Read(service, [.. Protobuf.Fields(span.Bytes)]);

    private static OtlpSpan Read(string service, ProtobufField[] fields)
    {
        string Hex(int number) => Convert.ToHexStringLower(fields.FirstOrDefault(field => field.Number == number).Bytes ?? []);
        ulong Number(int number) => fields.First(field => field.Number == number).Value;
        return new OtlpSpan(
            service,
            Hex(1),
            Hex(2),
            Hex(4),
            Text(fields.First(static field => field.Number == 5)),
            (long)(Number(8) - Number(7)),
            [.. fields.Where(static field => field.Number == 13).Select(static link => Convert.ToHexStringLower(Protobuf.Fields(link.Bytes).First(static field => field.Number == 2).Bytes))]);
    }

    // resource: attributes (1), each a key (1) and a value (2) that holds a string (1).
    private static string ServiceOf(byte[] resource) =>
        Protobuf.Fields(resource)
            .Where(static field => field.Number == 1)
            .Select(static attribute => Protobuf.Fields(attribute.Bytes).ToArray())
            .Where(static attribute => Text(attribute[0]) == "service.name")
            .Select(static attribute => Text(Protobuf.Fields(attribute[1].Bytes).First()))
            .Single();

    private static string Text(ProtobufField field) => Encoding.UTF8.GetString(field.Bytes);
}
