using System.Text.Json;
using Sentiment.Contracts;
using Sentiment.Contracts.Predictions;
using Sentiment.Gateway.Caching;
using Sentiment.Gateway.Tests.Kit;

namespace Sentiment.Gateway.Tests.Caching;

public sealed class AnswerMemoryTests
{
    private static readonly Prediction Sample = PoolScript.Predict("fine");

    [Fact]
    public void Keep_MoreThanFit_LetsGoOfOthers()
    {
        var memory = new AnswerMemory(entries: 10, bytes: long.MaxValue);

        Fill(memory, 100);

        Assert.InRange(memory.Count, 1, 10);
        Assert.Equal(memory.Count * AnswerMemory.Weight(Sample), memory.Bytes);
    }

    [Fact]
    public void Keep_MoreBytesThanAllowed_LetsGoOfOthers()
    {
        var memory = new AnswerMemory(entries: 1_000, bytes: 10 * AnswerMemory.Weight(Sample));

        Fill(memory, 100);

        Assert.InRange(memory.Count, 1, 10);
        Assert.Equal(memory.Count * AnswerMemory.Weight(Sample), memory.Bytes);
    }

    [Fact]
    public void Keep_TheSameAgain_CountsItOnce()
    {
        var memory = new AnswerMemory(entries: 10, bytes: long.MaxValue);
        var longer = Sample with { ModelName = Sample.ModelName + "-second" };

        memory.Keep(Key(1), Sample);
        memory.Keep(Key(1), longer);

        Assert.True(memory.TryGet(Key(1), out var found));
        Assert.Same(longer, found);
        Assert.Equal((1, (long)AnswerMemory.Weight(longer)), (memory.Count, memory.Bytes));
    }

    [Fact]
    public void Weight_OfWhatCameOverTheWire_IsAboutWhatItTakes()
    {
        const int Count = 10_000;
        var json = JsonSerializer.SerializeToUtf8Bytes(Sample, ContractsJson.Default.Prediction);
        var memory = new AnswerMemory(Count, long.MaxValue);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < Count; i++)
        {
            memory.Keep(Key(i), JsonSerializer.Deserialize(json, ContractsJson.Default.Prediction)!);
        }

        // Half of what is allocated meanwhile is the parser's, and gone again.
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(memory.Bytes, allocated * 2 / 5, allocated);
    }

    private static void Fill(AnswerMemory memory, int count)
    {
        for (var i = 0; i < count; i++)
        {
            memory.Keep(Key(i), Sample);
        }
    }

    private static CacheKey Key(int number) => new(0, (UInt128)number);
}
