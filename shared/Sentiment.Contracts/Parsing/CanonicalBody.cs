using System.Buffers;
using System.Text;
using Sentiment.Contracts.Predictions;

namespace Sentiment.Contracts.Parsing;

/// <summary>
/// Writes the body that goes to a pool: ours, never the client's bytes. Escapes only what JSON demands and leaves defaults out, so that
/// it is never longer than the shortest body that a client could have sent, and the same limits hold on both sides.
/// </summary>
public static class CanonicalBody
{
    // JSON must escape the quote, the backslash and the control characters below the space.
    private static readonly SearchValues<char> MustEscape = SearchValues.Create(
        [.. Enumerable.Range(0, ' ').Select(static unit => (char)unit), '"', '\\']);

    public static byte[] Predict(string text, Truncation truncation)
    {
        var json = new StringBuilder(text.Length + 64).Append("{\"text\":");
        AppendString(json, text);
        return Finish(json, truncation);
    }

    public static byte[] Batch(IReadOnlyList<string> texts, Truncation truncation)
    {
        var json = new StringBuilder("{\"texts\":[");
        for (var i = 0; i < texts.Count; i++)
        {
            AppendString(i == 0 ? json : json.Append(','), texts[i]);
        }

        return Finish(json.Append(']'), truncation);
    }

    private static byte[] Finish(StringBuilder json, Truncation truncation)
    {
        json.Append(truncation switch
        {
            Truncation.Window => string.Empty,
            Truncation.Head => ",\"truncation\":\"head\"",
            Truncation.Error => ",\"truncation\":\"error\"",
            _ => throw new ArgumentOutOfRangeException(nameof(truncation), truncation, "A truncation without a name on the wire."),
        });
        return Encoding.UTF8.GetBytes(json.Append('}').ToString());
    }

    private static void AppendString(StringBuilder json, ReadOnlySpan<char> text)
    {
        json.Append('"');
        for (var at = text.IndexOfAny(MustEscape); at >= 0; at = text.IndexOfAny(MustEscape))
        {
            json.Append(text[..at]).Append(Escape(text[at]));
            text = text[(at + 1)..];
        }

        json.Append(text).Append('"');
    }

    private static string Escape(char unit) => unit switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\b' => "\\b",
        '\f' => "\\f",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ => $"\\u{(int)unit:x4}",
    };
}
