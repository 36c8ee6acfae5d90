using System.Buffers.Text;
using System.Text;

namespace Sentiment.Benchmarks.Load;

/// <summary>What the generator wants to know of an answer.</summary>
/// <param name="Status">Its status.</param>
/// <param name="HasRetryAfter">Whether it says when to come again.</param>
internal readonly record struct HttpAnswer(int Status, bool HasRetryAfter)
{
    private const int StatusStart = 9;
    private const int StatusDigits = 3;

    public bool Succeeded => Status == 200;

    /// <returns>False when more has to be read.</returns>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out HttpAnswer answer)
    {
        answer = default;
        var headEnd = bytes.IndexOf("\r\n\r\n"u8);
        if (headEnd < 0)
        {
            return false;
        }

        var head = bytes[..(headEnd + 2)];
        var body = bytes[(headEnd + 4)..];
        if (!head.StartsWith("HTTP/1.1 "u8) || !Utf8Parser.TryParse(head.Slice(StatusStart, StatusDigits), out int status, out _))
        {
            throw new IOException($"Not an answer of HTTP/1.1: {Encoding.ASCII.GetString(head)}");
        }

        answer = new HttpAnswer(status, !Header(head, "\r\nretry-after:"u8).IsEmpty);
        var length = Header(head, "\r\ncontent-length:"u8);
        return length.IsEmpty
            ? body.EndsWith("0\r\n\r\n"u8)
            : Utf8Parser.TryParse(length, out int expected, out _) && body.Length >= expected;
    }

    // Servers write names in cases of their own: Kestrel Content-Length, node content-length.
    private static ReadOnlySpan<byte> Header(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name)
    {
        for (var rest = head; rest.Length >= name.Length; rest = rest[1..])
        {
            var next = rest.IndexOf((byte)'\r');
            if (next < 0 || rest.Length - next < name.Length)
            {
                break;
            }

            rest = rest[next..];
            if (Ascii.EqualsIgnoreCase(rest[..name.Length], name))
            {
                var value = rest[name.Length..];
                return value[..value.IndexOf((byte)'\r')].Trim((byte)' ');
            }
        }

        return default;
    }
}
