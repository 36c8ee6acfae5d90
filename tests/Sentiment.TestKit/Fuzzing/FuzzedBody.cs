using System.Globalization;
using System.Text;

namespace Sentiment.TestKit.Fuzzing;

/// <summary>Bodies: good ones, ones that are nearly good, and bytes.</summary>
internal static class FuzzedBody
{
    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1e400", "1e-400", "9007199254740993", "\"\"", "\"onnx\"", "\"torch\"", "\"auto\"", "\"window\"", "\"head\"", "\"error\"", "[]", "{}", "[[]]", "[null,\"fine\"]", "\"\\ud83d\"", "NaN", "'x'",
    ];

    private static readonly string[] Members = ["text", "texts", "backend", "truncation", "Text", "", "__proto__", "te\\u0078t", "options"];

    /// <param name="marker">Stands in each text: what must never stand in a log.</param>
    /// <param name="chance">Its chance.</param>
    public static byte[] Make(string marker, Random chance) => chance.Next(8) switch
    {
        0 => Bytes(chance),
        1 => Broken(Utf8(Single(marker, chance)), chance),
        2 => Broken(Utf8(Batch(marker, chance)), chance),
        3 => Utf8(Odd(marker, chance)),
        4 => Utf8(Deep(chance)),
        5 => Utf8(Batch(marker, chance)),
        _ => Utf8(Single(marker, chance)),
    };

    private static string Single(string marker, Random chance) => $"{{\"text\":{Quoted(marker + FuzzedText.Make(chance))}}}";

    private static string Batch(string marker, Random chance)
    {
        var count = chance.Next(10) == 0 ? chance.Next(120, 140) : chance.Next(0, 6);
        return $"{{\"texts\":[{string.Join(',', Enumerable.Range(0, count).Select(_ => chance.Next(8) == 0 ? Any(Values, chance) : Quoted(marker + Short(chance))))}]}}";
    }

    private static string Odd(string marker, Random chance)
    {
        var members = Enumerable.Range(0, chance.Next(1, 5)).Select(_ =>
            $"\"{Any(Members, chance)}\":{(chance.Next(3) == 0 ? Quoted(marker + Short(chance)) : Any(Values, chance))}");
        return $"{{{string.Join(',', members)}}}{(chance.Next(6) == 0 ? "," : string.Empty)}";
    }

    private static string Deep(Random chance)
    {
        var depth = chance.Next(1, 2_000);
        return string.Concat(Enumerable.Repeat(chance.Next(2) == 0 ? "[" : "{\"text\":", depth));
    }

    private static byte[] Bytes(Random chance)
    {
        var bytes = new byte[chance.Next(0, 2_000)];
        chance.NextBytes(bytes);
        return bytes;
    }

    // Some bytes of a good body replaced, left out or doubled.
    private static byte[] Broken(byte[] body, Random chance)
    {
        var bytes = body.ToList();
        for (var i = chance.Next(1, 4); i > 0 && bytes.Count > 0; i--)
        {
            var place = chance.Next(bytes.Count);
            switch (chance.Next(4))
            {
                case 0:
                    bytes[place] = (byte)chance.Next(256);
                    break;
                case 1:
                    bytes.RemoveAt(place);
                    break;
                case 2:
                    bytes.Insert(place, (byte)chance.Next(256));
                    break;
                default:
                    bytes.RemoveRange(place, bytes.Count - place);
                    break;
            }
        }

        return [.. bytes];
    }

    // As JSON, with halves of characters as they are and escaped.
    private static string Quoted(string text)
    {
        var json = new StringBuilder("\"");
        foreach (var unit in text)
        {
            json.Append(unit is '"' or '\\' or < ' ' || char.IsSurrogate(unit) ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}") : unit.ToString());
        }

        return json.Append('"').ToString();
    }

    private static string Short(Random chance) => FuzzedText.Make(chance) is var text && text.Length <= 60 ? text : text[..60];

    private static string Any(string[] of, Random chance) => of[chance.Next(of.Length)];

    private static byte[] Utf8(string json) => Encoding.UTF8.GetBytes(json);
}
