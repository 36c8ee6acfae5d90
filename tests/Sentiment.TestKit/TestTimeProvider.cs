using Microsoft.Extensions.Time.Testing;

namespace Sentiment.TestKit;

/// <summary>
/// A clock that a test moves, hostile on purpose: its timestamps tick at an odd frequency, so that code which takes timestamps
/// for ticks or milliseconds gives wrong results here, not on somebody's machine.
/// </summary>
public sealed class TestTimeProvider : FakeTimeProvider
{
    /// <summary>Timestamps a second: prime, and no power of ten.</summary>
    public const long Frequency = 1_999_993;

    public TestTimeProvider()
        : base(new DateTimeOffset(2026, 2, 28, 23, 59, 30, TimeSpan.Zero))
    {
    }

    public override long TimestampFrequency => Frequency;

    public override long GetTimestamp() => (long)((GetUtcNow() - Start).Ticks * (decimal)Frequency / TimeSpan.TicksPerSecond);
}
