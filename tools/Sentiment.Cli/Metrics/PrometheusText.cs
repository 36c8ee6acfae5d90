using System.Globalization;
using System.Text;

namespace Sentiment.Cli.Metrics;

/// <summary>
/// Prometheus' text format, as our services write it: <c>name{label="value",…} number</c>, comments from <c>#</c>. Values escape
/// backslash, quotation mark and line feed. https://prometheus.io/docs/instrumenting/exposition_formats/
/// </summary>
internal static class PrometheusText
{
    /// <exception cref="FormatException">It is something else; the message has the line's number.</exception>
    public static IReadOnlyList<MetricSample> Parse(string text)
    {
        var samples = new List<MetricSample>();
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            if (!line.IsWhiteSpace() && line[0] != '#')
            {
                samples.Add(ParseLine(line) ?? throw new FormatException($"line {number} is no metric"));
            }
        }

        return samples;
    }

    private static MetricSample? ParseLine(ReadOnlySpan<char> line)
    {
        var nameEnd = line.IndexOfAny('{', ' ');
        if (nameEnd <= 0)
        {
            return null;
        }

        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        var rest = line[nameEnd..];
        if (rest[0] == '{' && !TakeLabels(ref rest, labels))
        {
            return null;
        }

        // A timestamp may follow; ours write none, and it would not matter.
        rest = rest.Trim();
        var value = rest.IndexOf(' ') is >= 0 and var end ? rest[..end] : rest;
        return TryNumber(value, out var number) ? new MetricSample(line[..nameEnd].ToString(), labels, number) : null;
    }

    private static bool TakeLabels(ref ReadOnlySpan<char> rest, Dictionary<string, string> labels)
    {
        rest = rest[1..];
        while (rest.Length > 0 && rest[0] != '}')
        {
            var equals = rest.IndexOf('=');
            if (equals <= 0 || equals + 1 == rest.Length || rest[equals + 1] != '"')
            {
                return false;
            }

            var name = rest[..equals].Trim().ToString();
            rest = rest[(equals + 2)..];
            if (TakeValue(ref rest) is not { } value)
            {
                return false;
            }

            labels[name] = value;
            rest = rest.TrimStart([',', ' ']);
        }

        if (rest.IsEmpty)
        {
            return false;
        }

        rest = rest[1..];
        return true;
    }

    /// <summary>The text up to the closing quotation mark, which is taken too; null when there is none.</summary>
    private static string? TakeValue(ref ReadOnlySpan<char> rest)
    {
        var value = new StringBuilder();
        for (var i = 0; i < rest.Length; i++)
        {
            if (rest[i] == '"')
            {
                rest = rest[(i + 1)..];
                return value.ToString();
            }

            var escaped = rest[i] == '\\' && i + 1 < rest.Length;
            i += escaped ? 1 : 0;
            value.Append(escaped && rest[i] == 'n' ? '\n' : rest[i]);
        }

        return null;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out double number)
    {
        if (text is "+Inf" or "-Inf")
        {
            number = text[0] == '+' ? double.PositiveInfinity : double.NegativeInfinity;
            return true;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }
}
