using System.Text;

namespace Sentiment.TestKit.Fuzzing;

/// <summary>Texts that nobody would write and somebody sends.</summary>
internal static class FuzzedText
{
    private static readonly string[] Awkward =
    [
        "\0", "\u0007", "\u200b", "\u200d", "\u202e", "\u2028", "\ufeff", "\ufffd", "\uffff", "e\u0301\u0301\u0301\u0301", "\ud83d\ude00", "\ud83d", "\ude00", "ﷺ", "İ", "ß", "中文", "کتاب", "नमस्ते",
        "[SEP]", "[MASK]", "##ing", "\\", "\"", "</script>", "{{7*7}}", "${jndi:ldap}", "' or 1=1", "%00", "\r\n", "\t", " ", "\u00a0", "\u3000",
    ];

    /// <summary>From nothing to more than is allowed, of letters, scripts, marks, controls and halves of characters.</summary>
    public static string Make(Random chance)
    {
        var length = chance.Next(8) switch
        {
            0 => 0,
            1 => chance.Next(9_900, 10_300),
            2 => chance.Next(1_000, 5_000),
            _ => chance.Next(1, 120),
        };
        var text = new StringBuilder();
        while (text.Length < length)
        {
            switch (chance.Next(6))
            {
                case 0:
                    text.Append(Awkward[chance.Next(Awkward.Length)]);
                    break;
                case 1:
                    // Any unit of UTF-16, whole character or half of one.
                    text.Append((char)chance.Next(0x10000));
                    break;
                case 2:
                    text.Append(new Rune(chance.Next(0x10000, 0x110000)).ToString());
                    break;
                default:
                    text.Append((char)chance.Next(' ', '\x7f'));
                    break;
            }
        }

        return text.ToString();
    }
}
