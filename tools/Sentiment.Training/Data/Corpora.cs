namespace Sentiment.Training.Data;

/// <summary>The files of the data folder, and which of them is never trained on.</summary>
internal static class Corpora
{
    /// <summary>The validation set. Never trained on, nor any text equal to one of its texts.</summary>
    public const string Validation = "sst2.dev.tsv.gz";

    /// <summary>Phrases with five grades; every other labelled corpus has 0 for blame, 1 for praise and 2 for neither.</summary>
    public const string Sst5 = "sst5.phrases.train.tsv.gz";

    public const string Embeddings = "embeddings/glove-100d-10k.bin";
}
