using System.Globalization;

namespace Sentiment.Serving.Tests.Allocations;

/// <summary>Counts the bytes that calls allocate on this thread, and holds them against <see cref="AllocationFloor"/>.</summary>
internal static class Allocated
{
    // A patch of the runtime may move a field or two of its own.
    private const double Band = 0.05;

    private const int Calls = 1_000;
    private const int Repeats = 5;

    /// <param name="floor">Name of the number.</param>
    /// <param name="bytes">The number: bytes a call.</param>
    /// <param name="calls">Makes so many calls. What they need is made before it is asked for, or counts too.</param>
    public static void IsAt(string floor, double bytes, Func<int, Action> calls)
    {
        calls(Calls)();

        // The least of some: a collection meanwhile empties pools, which are then filled once more.
        var measured = Enumerable.Range(0, Repeats).Min(_ => Measure(calls(Calls)));
        var change = Invariant($"{floor} allocates {measured:0.#} bytes a call, and {nameof(AllocationFloor)} says {bytes:0.#}");
        Assert.False(measured > bytes * (1 + Band), $"{change}: find what is new, or raise the number and say in the commit what for.");
        Assert.False(measured < bytes * (1 - Band), $"{change}: lower the number, so that what was saved stays saved.");
    }

    private static double Measure(Action calls)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        calls();
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Calls;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
