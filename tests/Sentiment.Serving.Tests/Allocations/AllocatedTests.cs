using Xunit.Sdk;

namespace Sentiment.Serving.Tests.Allocations;

/// <summary>The floor holds in both directions, or it would be no floor.</summary>
public sealed class AllocatedTests
{
    // An array of 1,000 bytes and its 24 bytes of head.
    private const double Bytes = 1_024;

    [Fact]
    public void IsAt_WithinTheBand_Passes()
    {
        Check(Bytes * 0.96);
        Check(Bytes);
        Check(Bytes * 1.04);
    }

    [Fact]
    public void IsAt_MoreThanTheNumber_AsksWhatIsNew() =>
        Assert.Contains("find what is new", Assert.ThrowsAny<XunitException>(static () => Check(Bytes * 0.9)).Message, StringComparison.Ordinal);

    [Fact]
    public void IsAt_LessThanTheNumber_AsksForALowerOne() =>
        Assert.Contains("lower the number", Assert.ThrowsAny<XunitException>(static () => Check(Bytes * 1.1)).Message, StringComparison.Ordinal);

    private static void Check(double floor) => Allocated.IsAt("An array", floor, static count => () =>
    {
        for (var i = 0; i < count; i++)
        {
            GC.KeepAlive(new byte[1_000]);
        }
    });
}
