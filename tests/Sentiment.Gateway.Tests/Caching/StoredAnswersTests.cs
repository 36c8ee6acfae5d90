using Sentiment.Gateway.Caching;
using Sentiment.Gateway.Tests.Kit;

namespace Sentiment.Gateway.Tests.Caching;

public sealed class StoredAnswersTests
{
    private static readonly CacheKey Key = new(1, 2);

    private readonly StoredAnswers _answers = new("a pepper that all gateways have"u8);

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        var prediction = PoolScript.Predict("I love it") with { InferenceTimeMs = 0 };

        var read = _answers.Read(Key, _answers.Write(Key, prediction), "onnx");

        Assert.Equal(prediction.Scores, read!.Scores);
        Assert.Equal(prediction with { Scores = read.Scores }, read);
    }

    [Fact]
    public void Read_AnyByteChanged_IsNothing()
    {
        var stored = _answers.Write(Key, PoolScript.Predict("I love it"));
        for (var i = 0; i < stored.Length; i++)
        {
            stored[i] ^= 1;
            Assert.Null(_answers.Read(Key, stored, "onnx"));
            stored[i] ^= 1;
        }

        Assert.NotNull(_answers.Read(Key, stored, "onnx"));
    }

    [Fact]
    public void Read_CutShortOrEmpty_IsNothing()
    {
        var stored = _answers.Write(Key, PoolScript.Predict("I love it"));

        Assert.All(Enumerable.Range(0, stored.Length), length => Assert.Null(_answers.Read(Key, stored.AsSpan(0, length), "onnx")));
    }

    [Fact]
    public void Read_OfAnotherText_IsNothing() => Assert.Null(_answers.Read(new CacheKey(1, 3), _answers.Write(Key, PoolScript.Predict("x")), "onnx"));

    [Fact]
    public void Read_WithAnotherPepper_IsNothing() =>
        Assert.Null(new StoredAnswers("another"u8).Read(Key, _answers.Write(Key, PoolScript.Predict("x")), "onnx"));

    [Fact]
    public void Read_NotOfTheContract_IsNothing()
    {
        Assert.Null(_answers.Read(Key, _answers.Write(Key, PoolScript.Predict("x") with { Label = "MAYBE" }), "onnx"));
        Assert.Null(_answers.Read(Key, _answers.Write(Key, PoolScript.Predict("x") with { Score = 2 }), "onnx"));
        Assert.Null(_answers.Read(Key, _answers.Write(Key, PoolScript.Predict("x")), "torch"));
    }
}
