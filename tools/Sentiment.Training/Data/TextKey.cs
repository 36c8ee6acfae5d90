using System.Text;

namespace Sentiment.Training.Data;

/// <summary>Tells texts apart by their letters and digits alone, as the data's own cleaning does; those that have none, as emoji, by all they have.</summary>
internal static class TextKey
{
    public static string Of(string text)
    {
        var key = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (char.IsLetterOrDigit(character))
            {
                key.Append(char.ToLowerInvariant(character));
            }
        }

        return key.Length > 0 ? key.ToString() : text.Trim();
    }
}
