using System.Globalization;

namespace Sentiment.Cli.Keys;

/// <summary>A time as people give it: <c>90d</c>, <c>12h</c>, <c>30m</c>.</summary>
internal static class Lifespan
{
    // A longer one is meant as none.
    private const int MostDays = 3_650;

    /// <returns>Null when it is none, not above zero, or beyond ten years.</returns>
    public static TimeSpan? Parse(string text)
    {
        if (text.Length < 2 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0)
        {
            return null;
        }

        return text[^1] switch
        {
            'd' when number <= MostDays => TimeSpan.FromDays(number),
            'h' when number <= MostDays * 24 => TimeSpan.FromHours(number),
            'm' when number <= MostDays * 24 * 60 => TimeSpan.FromMinutes(number),
            _ => (TimeSpan?)null,
        };
    }
}
