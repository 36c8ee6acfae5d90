namespace Sentiment.Benchmarks;

/// <summary>How much is measured.</summary>
/// <param name="IsQuick">Few and short rounds: shows that rows run, proves nothing.</param>
internal sealed record BenchSettings(bool IsQuick)
{
    private const int FullRounds = 11;
    private const int QuickRounds = 3;

    /// <summary>Rounds that count.</summary>
    public int Rounds => IsQuick ? QuickRounds : FullRounds;

    /// <summary>Rounds that do not.</summary>
    public int Warmup => IsQuick ? 1 : 2;

    /// <summary>A number of requests or texts, less in a quick run.</summary>
    public int Scaled(int full) => IsQuick ? Math.Max(1, full / 10) : full;

    /// <summary>A time, shorter in a quick run.</summary>
    public TimeSpan Scaled(TimeSpan full) => IsQuick ? full / 5 : full;
}
