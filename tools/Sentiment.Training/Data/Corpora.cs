namespace Sentiment.Training.Data;

/// <summary>The files of the data folder, and which of them is never trained on.</summary>
internal static class Corpora
{
    /// <summary>The validation set. Never trained on, nor any text equal to one of its texts.</summary>
    public const string Validation = "sst2.dev.tsv.gz";

    public const string Sst2 = "sst2.train.tsv.gz";
    public const string Sst5 = "sst5.phrases.train.tsv.gz";
    public const string Imdb = "imdb.train.tsv.gz";
    public const string Yelp = "yelp.sentences.tsv.gz";
    public const string Products = "products.train.tsv.gz";
    public const string ProductsUnlabelled = "products.unlabelled.tsv.gz";
    public const string CustomerReviews = "customer-reviews.tsv.gz";
    public const string Reddit = "reddit.polarity.tsv.gz";
    public const string Tweets = "tweets.tsv.gz";
    public const string Embeddings = "embeddings/glove-100d-10k.bin";

    /// <summary>What the vocabulary is learnt from, with the weight of each corpus: the short texts that are trained on most count more.</summary>
    public static IReadOnlyList<(string File, int Weight)> Vocabulary { get; } =
    [
        (Sst2, 4), (Sst5, 4), (CustomerReviews, 4), (Reddit, 2), (Tweets, 2), (Yelp, 1), (Products, 1), (ProductsUnlabelled, 1), (Imdb, 1),
    ];
}
