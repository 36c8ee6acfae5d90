using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Sentiment.Training.Optimization;

/// <summary>
/// Moves numbers between the single precision of the optimizer and what a lane computes in: that too, or bfloat16, which is the upper half of it.
/// </summary>
internal static class LaneMemory
{
    /// <summary>Of the bits of a single that bfloat16 lacks.</summary>
    private const int LowerBits = 16;

    private const uint JustBelowHalf = 0x7FFF;

    /// <summary>Adds a lane's numbers to a sum, and zeroes them.</summary>
    /// <param name="lane">In single precision or bfloat16.</param>
    /// <param name="start">Of the part, in elements.</param>
    /// <param name="sum">As long as the part.</param>
    public static void MoveTo(Tensor lane, int start, Span<float> sum)
    {
        if (lane.dtype == ScalarType.BFloat16)
        {
            MoveTo(MemoryMarshal.Cast<byte, ushort>(lane.bytes).Slice(start, sum.Length), sum);
        }
        else
        {
            MoveTo(MemoryMarshal.Cast<byte, float>(lane.bytes).Slice(start, sum.Length), sum);
        }
    }

    /// <summary>Overwrites a part of a lane's numbers, rounded to the nearest where they have fewer bits, of two as near to the even one.</summary>
    /// <param name="values">Finite: the bits of a NaN would not survive the rounding.</param>
    /// <param name="lane">In single precision or bfloat16.</param>
    /// <param name="start">Of the part, in elements.</param>
    public static void Write(ReadOnlySpan<float> values, Tensor lane, int start)
    {
        if (lane.dtype == ScalarType.BFloat16)
        {
            Round(MemoryMarshal.Cast<float, uint>(values), MemoryMarshal.Cast<byte, ushort>(lane.bytes).Slice(start, values.Length));
        }
        else
        {
            values.CopyTo(MemoryMarshal.Cast<byte, float>(lane.bytes)[start..]);
        }
    }

    private static void MoveTo(Span<float> values, Span<float> sum)
    {
        var i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            (new Vector<float>(sum[i..]) + new Vector<float>(values[i..])).CopyTo(sum[i..]);
        }

        for (; i < values.Length; i++)
        {
            sum[i] += values[i];
        }

        values.Clear();
    }

    private static void MoveTo(Span<ushort> values, Span<float> sum)
    {
        var i = 0;
        for (; i <= values.Length - Vector<ushort>.Count; i += Vector<ushort>.Count)
        {
            Vector.Widen(new Vector<ushort>(values[i..]), out var low, out var high);
            Add(low, sum[i..]);
            Add(high, sum[(i + Vector<float>.Count)..]);
        }

        for (; i < values.Length; i++)
        {
            sum[i] += BitConverter.UInt32BitsToSingle((uint)values[i] << LowerBits);
        }

        values.Clear();

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void Add(Vector<uint> halves, Span<float> sum) =>
            (new Vector<float>(sum) + Vector.AsVectorSingle(Vector.ShiftLeft(halves, LowerBits))).CopyTo(sum);
    }

    private static void Round(ReadOnlySpan<uint> singles, Span<ushort> halves)
    {
        var i = 0;
        for (; i <= singles.Length - Vector<ushort>.Count; i += Vector<ushort>.Count)
        {
            Vector.Narrow(Upper(new Vector<uint>(singles[i..])), Upper(new Vector<uint>(singles[(i + Vector<uint>.Count)..]))).CopyTo(halves[i..]);
        }

        for (; i < singles.Length; i++)
        {
            halves[i] = (ushort)((singles[i] + JustBelowHalf + ((singles[i] >> LowerBits) & 1)) >> LowerBits);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static Vector<uint> Upper(Vector<uint> singles)
        {
            var odd = Vector.ShiftRightLogical(singles, LowerBits) & Vector<uint>.One;
            return Vector.ShiftRightLogical(singles + new Vector<uint>(JustBelowHalf) + odd, LowerBits);
        }
    }
}
