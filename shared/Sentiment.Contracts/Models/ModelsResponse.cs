using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Sentiment.Contracts.Predictions;

namespace Sentiment.Contracts.Models;

/// <param name="Models">One entry a pool replica; a pool called directly lists itself.</param>
public sealed record ModelsResponse(IReadOnlyList<ModelStatus> Models);

/// <summary>What one replica serves, and how it knows that it serves it right.</summary>
public sealed record ModelStatus
{
    /// <summary>The arm that it serves; absent when a pool was called directly.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Arm { get; init; }

    /// <summary>Its name in the gateway's cluster, never its address; absent when a pool was called directly.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Replica { get; init; }

    /// <summary><c>starting</c>, <c>ready</c>, <c>failed</c>, <c>draining</c>, or <c>unreachable</c> from the gateway.</summary>
    [AllowedValues("starting", "ready", "failed", "draining", "unreachable")]
    public required string State { get; init; }

    /// <summary>The runtime: <c>onnx</c> or <c>torch</c>.</summary>
    [AllowedValues(Backends.Onnx, Backends.Torch)]
    public required string Backend { get; init; }

    /// <summary>Absent when the replica could not be asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ModelDetails? Model { get; init; }
}

/// <summary>The model that a replica has loaded.</summary>
public sealed record ModelDetails
{
    /// <summary>As its package has it.</summary>
    public required string Name { get; init; }

    /// <summary>As its package has it.</summary>
    public required string Version { get; init; }

    /// <summary><c>int8</c>, <c>fp32</c> or <c>bf16</c>.</summary>
    public required string Precision { get; init; }

    /// <summary>What it may answer, in the order of its logits.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Most tokens that the model reads of a text, special tokens included.</summary>
    public required int MaximumTokens { get; init; }

    /// <summary>SHA-256 in lower-case hex over all that decides an answer; equal digests give equal predictions.</summary>
    public required string ServingDigest { get; init; }

    /// <summary>What the pool runs on, for people: device, threads, native library.</summary>
    public required string Hardware { get; init; }

    public required ParityReport Parity { get; init; }
}

/// <summary>How far the golden texts were off their recorded logits when the pool started.</summary>
/// <param name="Texts">Golden texts compared.</param>
/// <param name="LargestDifference">Largest absolute difference of a logit.</param>
/// <param name="Tolerance">What the package allows for this backend and precision.</param>
public sealed record ParityReport(int Texts, float LargestDifference, float Tolerance);
