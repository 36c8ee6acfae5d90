using System.Globalization;
using System.Text.Json;

namespace Sentiment.Cli.Experiments;

/// <summary>
/// Finds the arms in a configuration file, and where in its text their weights stand. Reads what the gateway reads: comments,
/// trailing commas, names in any case, numbers in quotes.
/// </summary>
internal static class ArmsReader
{
    private static readonly JsonReaderOptions Format = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <returns>The arms in their order; null when the file has no list <c>Sentiment:Arms</c>.</returns>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static IReadOnlyList<FoundArm>? Find(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, Format);
        List<FoundArm>? arms = null;
        reader.Read();
        if (Enter(ref reader, "Sentiment") && Enter(ref reader, "Arms") && reader.TokenType is JsonTokenType.StartArray)
        {
            arms = ReadArms(ref reader);
        }

        while (reader.Read())
        {
            // To the end: a file that is broken behind its arms is broken too.
        }

        return arms;
    }

    /// <summary>From an object to the value of one of its properties.</summary>
    private static bool Enter(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType is not JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var found = Is(reader.GetString(), name);
            reader.Read();
            if (found)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }

    private static List<FoundArm> ReadArms(ref Utf8JsonReader reader)
    {
        var arms = new List<FoundArm>();
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            if (reader.TokenType is JsonTokenType.StartObject)
            {
                arms.Add(ReadArm(ref reader));
            }
            else
            {
                reader.Skip();
            }
        }

        return arms;
    }

    private static FoundArm ReadArm(ref Utf8JsonReader reader)
    {
        // The gateway takes a weight that is not there for zero; one to come is put behind the brace.
        var arm = new ConfiguredArm("", "", "", Weight: 0);
        var behindBrace = (int)reader.BytesConsumed;
        Range? place = null;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            if (Is(name, nameof(ConfiguredArm.Weight)))
            {
                var start = (int)reader.TokenStartIndex;
                arm = arm with { Weight = Number(ref reader) };
                reader.Skip();
                place = start..(int)reader.BytesConsumed;
            }
            else
            {
                arm = With(arm, name, reader.TokenType is JsonTokenType.String ? reader.GetString()! : "");
                reader.Skip();
            }
        }

        return new FoundArm(arm, place ?? behindBrace..behindBrace);
    }

    private static ConfiguredArm With(ConfiguredArm arm, string? name, string value) =>
        Is(name, nameof(ConfiguredArm.Id)) ? arm with { Id = value }
        : Is(name, nameof(ConfiguredArm.Cluster)) ? arm with { Cluster = value }
        : Is(name, nameof(ConfiguredArm.Backend)) ? arm with { Backend = value }
        : arm;

    private static double? Number(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number => reader.GetDouble(),
        JsonTokenType.String when double.TryParse(reader.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    private static bool Is(string? name, string wanted) => string.Equals(name, wanted, StringComparison.OrdinalIgnoreCase);
}

/// <summary>An arm, and the bytes of the text that are its weight; no bytes where one has to be put in.</summary>
internal sealed record FoundArm(ConfiguredArm Arm, Range Weight);
