using System.Globalization;
using System.Text;

namespace Sentiment.TestKit.Fuzzing;

/// <summary>A request as bytes.</summary>
/// <param name="Bytes">Head and body.</param>
/// <param name="IsFramed">Whether it ends where it says; the connection is of no use after one that does not.</param>
public sealed record FuzzedRequest(byte[] Bytes, bool IsFramed)
{
    private static readonly string[] Paths =
    [
        "/api/v1/predict", "/api/v1/predict", "/api/v1/predict", "/api/v1/predict/batch", "/api/v1/predict/batch", "/api/v1/models", "/pools/onnx/api/v1/predict", "/pools/none/api/v1/predict", "/pools/onnx/../../metrics", "/",
        "/errors", "/health/ready", "/metrics", "/api/v1/predict/", "/api/v1/predict?text=x", "/%00", "/%2e%2e/", "//", "/api/v1/PREDICT", "/api%2fv1%2fpredict",
    ];

    // The first of them take predictions.
    private const int Predicting = 5;

    private static readonly string[] Methods = ["POST", "POST", "POST", "POST", "POST", "GET", "PUT", "DELETE", "OPTIONS", "HEAD", "TRACE", "PATCH", "FOO"];

    private static readonly string[] Types = ["application/json", "application/json", "application/json", "application/json; charset=utf-8", "application/json; charset=utf-16", "text/plain", "application/xml", ";", "application/json;;"];

    private static readonly (string Name, string[] Values)[] Headers =
    [
        ("X-Request-Timeout-Ms", ["0", "-1", "10", "60000", "60001", "abc", "1e3", "99999999999999999999", ""]),
        ("X-Backend", ["onnx", "torch", "auto", "ONNX", "tpu", "", "onnx, torch"]),
        ("X-Arm", ["onnx", "none", "", "../onnx", "onnx;"]),
        ("X-Sticky-Id", ["user", "", "\u00fc", "a b"]),
        ("X-Correlation-ID", ["ok-1", "<script>", "a\tb", ""]),
        ("Cache-Control", ["no-cache", "no-store", "max-age=0", "max-age=", "=;,", "no-cache, no-store"]),
        ("Accept-Encoding", ["gzip", "identity;q=0", "*"]),
        ("Content-Encoding", ["gzip", "br", "identity"]),
        ("traceparent", ["00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "00-0-0-0", "zz"]),
        ("X-Forwarded-For", ["127.0.0.1", "::1, 10.0.0.1", "x"]),
        ("Expect", ["100-continue", "200-ok"]),
        ("Authorization", ["Bearer", "Bearer x.y.z", "Basic eDp5", "Negotiate"]),
        ("Connection", ["keep-alive", "upgrade"]),
        ("Upgrade", ["h2c", "websocket"]),
    ];

    /// <param name="key">Sent by most.</param>
    /// <param name="marker">Stands in each text.</param>
    /// <param name="chance">The same makes the same requests.</param>
    public static FuzzedRequest Make(string key, string marker, Random chance)
    {
        var body = FuzzedBody.Make(marker, chance);
        var isFramed = chance.Next(20) != 0;
        var head = new StringBuilder();
        if (chance.Next(2) == 0)
        {
            // Odd in its body alone, or it would seldom be read.
            head.Append(CultureInfo.InvariantCulture, $"POST {Paths[chance.Next(Predicting)]} HTTP/1.1\r\nHost: localhost\r\nX-API-Key: {key}\r\nContent-Type: application/json\r\n");
        }
        else
        {
            head.Append(CultureInfo.InvariantCulture, $"{Any(Methods, chance)} {Any(Paths, chance)} HTTP/1.1\r\nHost: localhost\r\n");
            AppendKey(head, key, chance);
            head.Append(CultureInfo.InvariantCulture, $"Content-Type: {Any(Types, chance)}\r\n");
        }

        for (var i = chance.Next(0, 4); i > 0; i--)
        {
            var (name, values) = Headers[chance.Next(Headers.Length)];
            head.Append(CultureInfo.InvariantCulture, $"{name}: {Any(values, chance)}\r\n");
        }

        if (chance.Next(30) == 0)
        {
            head.Append("X-Long: ").Append('x', chance.Next(1, 40_000)).Append("\r\n");
        }

        if (!isFramed)
        {
            return new FuzzedRequest([.. Encoding.Latin1.GetBytes(Unframed(head, body.Length, chance)), .. body], IsFramed: false);
        }

        // Some in chunks: of unknown length.
        return chance.Next(4) == 0
            ? new FuzzedRequest([.. Encoding.Latin1.GetBytes(head.Append("Transfer-Encoding: chunked\r\n\r\n").ToString()), .. Chunked(body, chance)], IsFramed: true)
            : new FuzzedRequest([.. Encoding.Latin1.GetBytes(head.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n\r\n").ToString()), .. body], IsFramed: true);
    }

    private static void AppendKey(StringBuilder head, string key, Random chance)
    {
        switch (chance.Next(20))
        {
            case 0:
                break;
            case 1:
                head.Append(CultureInfo.InvariantCulture, $"X-API-Key: {key[..chance.Next(key.Length)]}\r\n");
                break;
            case 2:
                head.Append(CultureInfo.InvariantCulture, $"X-API-Key: {key}\r\nAuthorization: Bearer {key}x\r\n");
                break;
            case 3:
                head.Append(CultureInfo.InvariantCulture, $"Authorization: bearer {key}\r\n");
                break;
            default:
                head.Append(CultureInfo.InvariantCulture, $"X-API-Key: {key}\r\n");
                break;
        }
    }

    // A length that is wrong, twice there, no number, or beside chunks; a head that never ends, or is none.
    private static string Unframed(StringBuilder head, int length, Random chance) => chance.Next(7) switch
    {
        0 => head.Append(CultureInfo.InvariantCulture, $"Content-Length: {length + 1 + chance.Next(1_000)}\r\n\r\n").ToString(),
        1 => head.Append(CultureInfo.InvariantCulture, $"Content-Length: {length}\r\nContent-Length: {length + 1}\r\n\r\n").ToString(),
        2 => head.Append("Content-Length: many\r\n\r\n").ToString(),
        3 => head.Append(CultureInfo.InvariantCulture, $"Content-Length: {length}\r\nTransfer-Encoding: chunked\r\n\r\n").ToString(),
        4 => head.Append("No-Colon\r\n\r\n").ToString(),
        5 => head.Append("X: \u0001\r\nContent-Length: 0\r\n").ToString(),
        _ => "\u0016\u0003\u0001\r\n",
    };

    private static byte[] Chunked(byte[] body, Random chance)
    {
        var bytes = new List<byte>();
        for (var at = 0; at < body.Length;)
        {
            var size = Math.Min(body.Length - at, chance.Next(1, 500));
            bytes.AddRange(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{size:x}\r\n")));
            bytes.AddRange(body.AsSpan(at, size));
            bytes.AddRange("\r\n"u8);
            at += size;
        }

        bytes.AddRange("0\r\n\r\n"u8);
        return [.. bytes];
    }

    private static string Any(string[] of, Random chance) => of[chance.Next(of.Length)];
}
