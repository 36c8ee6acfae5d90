using System.Runtime.InteropServices;

namespace Sentiment.Benchmarks.Rows.Telemetry;

/// <summary>Processor seconds of a chain's two processes.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ChainTime(double Gateway, double Pool)
{
    public static ChainTime operator +(ChainTime one, ChainTime other) => new(one.Gateway + other.Gateway, one.Pool + other.Pool);

    public static ChainTime operator -(ChainTime one, ChainTime other) => new(one.Gateway - other.Gateway, one.Pool - other.Pool);
}
