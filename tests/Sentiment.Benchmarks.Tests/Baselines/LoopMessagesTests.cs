using Sentiment.Benchmarks.Baselines.Loops;
using Sentiment.TestKit;

namespace Sentiment.Benchmarks.Tests.Baselines;

public sealed class LoopMessagesTests
{
    [Fact]
    public void Prepare_ReadBack_IsTheSame() => Assert.Equal((8, 100, 50), LoopMessages.ReadPrepare(LoopMessages.Prepare(8, 100, 50)));

    [Fact]
    public void ReadPrepare_AnotherMessage_IsNothing() => Assert.Null(LoopMessages.ReadPrepare(LoopMessages.Run(1)));

    [Fact]
    public void Run_ReadBack_IsTheSame() => Assert.Equal(2, LoopMessages.ReadRun(LoopMessages.Run(2)));

    [Fact]
    public void WriteTexts_ReadBack_IsTheSame()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "texts");
        int[][] texts = [[2, 51, 3], [2, 3]];

        LoopMessages.WriteTexts(file, texts);

        Assert.Equal(texts, LoopMessages.ReadTexts(file));
    }
}
