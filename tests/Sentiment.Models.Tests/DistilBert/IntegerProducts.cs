using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Sentiment.Models.Tests.DistilBert;

/// <summary>What this processor does with a product of 8-bit weights and 8-bit activations.</summary>
internal static class IntegerProducts
{
    private const int ExtendedFeatures = 7;
    private const int Avx512Vnni = 1 << 11;
    private const int AvxVnni = 1 << 4;

    public const string Reason =
        "Without VNNI, x86 processors add pairs of products in 16 bits and cut off what does not fit: eight-bit weights then give other logits. Shipped are seven bits.";

    /// <summary>Whether sums of eight-bit products are exact here.</summary>
    public static bool AreExact { get; } = RuntimeInformation.ProcessArchitecture != Architecture.X64 || HasVnni();

    private static bool HasVnni() =>
        (X86Base.CpuId(ExtendedFeatures, 0).Ecx & Avx512Vnni) != 0 || (X86Base.CpuId(ExtendedFeatures, 1).Eax & AvxVnni) != 0;
}
