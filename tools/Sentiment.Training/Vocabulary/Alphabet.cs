using System.Text;

namespace Sentiment.Training.Vocabulary;

/// <summary>
/// The single characters of the vocabulary, without which a word is unknown as a whole: all of ASCII, the emoji of daily use,
/// and whatever else stands in the corpora often.
/// </summary>
internal static class Alphabet
{
    private const int OftenEnough = 100;

    /// <summary>Variation selectors are not among them: they are stripped with the accents.</summary>
    private const string Emoji =
        "😀😁😂😃😄😅😆😇😉😊😋😌😍😎😏😐😑😒😓😔😕😖😘😙😚😛😜😝😞😟😠😡😢😣😤😥😦😧😨😩😪😫😬😭😮😯😰😱😲😳😴😵😶😷🙁🙂🙃🙄🤐🤑🤒🤓🤔🤕🤖🤗🤘🤙🤝🤞🤢🤣🤤🤦🤧🤨🤩🤪🤬🤭🤮🤯🤷🥇🥰🥱🥲🥳🥴🥵🥶🥺👀👌👍👎👏💀💔💕💖💗💙💚💛💜💝💞💥💩💪💯🔥🙌🙏🎉✅❌⭐🌟❤☹☺♥✨🖤🧡💤💡🚀👋👊✌🏆🐛";

    public static IReadOnlyList<Rune> Characters(IReadOnlyDictionary<string, long> words)
    {
        var counts = new Dictionary<Rune, long>();
        foreach (var (word, count) in words)
        {
            foreach (var rune in word.EnumerateRunes())
            {
                counts[rune] = counts.GetValueOrDefault(rune) + count;
            }
        }

        var ascii = Enumerable.Range('!', '~' - '!' + 1).Select(value => new Rune(value)).Where(rune => !(rune.Value is >= 'A' and <= 'Z'));
        var often = counts.Where(pair => pair.Value >= OftenEnough).Select(pair => pair.Key);
        return [.. ascii.Concat(often).Concat(Emoji.EnumerateRunes()).Distinct().OrderBy(rune => rune.Value)];
    }
}
