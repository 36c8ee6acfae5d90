using Sentiment.Models.Packages;

namespace Sentiment.Models.Tests.DistilBert;

/// <summary>A text's logits must not depend on its neighbours or its padding: answers are cached and retried.</summary>
internal static class Invariance
{
    /// <returns>The largest difference of a logit from the one that the text has alone.</returns>
    public static float Check(GraphRunner graph, DistilBertConfig config, float tolerance)
    {
        var texts = RandomModel.Texts(config, seed: 11, 2, 5, 9, 12, 12, 16, 20, 24, 24, 29, 31, 33, 40, 41, 47, 48);
        var alone = texts.Select(text => graph.Run([text])[0]).ToArray();
        var together = graph.Run(texts);
        var padded = texts.Select(text => graph.Run([text], padTo: config.MaximumPositions)[0]).ToArray();

        var worst = 0f;
        for (var i = 0; i < texts.Length; i++)
        {
            for (var label = 0; label < 2; label++)
            {
                Assert.Equal(alone[i][label], together[i][label], tolerance);
                Assert.Equal(alone[i][label], padded[i][label], tolerance);
                worst = Math.Max(worst, Math.Abs(alone[i][label] - together[i][label]));
                worst = Math.Max(worst, Math.Abs(alone[i][label] - padded[i][label]));
            }
        }

        return worst;
    }
}
