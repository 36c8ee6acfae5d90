using Sentiment.Models.DistilBert;
using Sentiment.Models.Torch;

namespace Sentiment.Training.Export;

/// <summary>
/// Positions that no training text reached hold only the noise they began with. They get the mean of the last trained ones,
/// so that a long text is read as "far along" and not as something never seen.
/// </summary>
internal static class PositionFill
{
    private const int Averaged = 16;

    /// <param name="model">Trained on texts of at most <paramref name="trained"/> tokens.</param>
    /// <param name="trained">Positions that were trained.</param>
    public static void Apply(DistilBertClassifier model, int trained)
    {
        var rows = DistilBertLoading.Memory(model.Parameter(DistilBertTensors.PositionEmbeddings));
        var width = model.Config.Dim;
        var mean = new float[width];
        for (var position = trained - Averaged; position < trained; position++)
        {
            for (var i = 0; i < width; i++)
            {
                mean[i] += rows[position * width + i] / Averaged;
            }
        }

        for (var position = trained; position < model.Config.MaximumPositions; position++)
        {
            mean.CopyTo(rows.Slice(position * width, width));
        }
    }
}
