using System.Runtime.InteropServices;
using Sentiment.Serving.Tokenization;
using Sentiment.Training.Data;

namespace Sentiment.Training.Vocabulary;

/// <summary>How often each word stands in the corpora.</summary>
internal static class WordCounts
{
    public static Dictionary<string, long> Count(string folder, IEnumerable<(string File, int Weight)> corpora)
    {
        var counts = new Dictionary<string, long>();
        foreach (var (file, weight) in corpora)
        {
            Add(counts, CorpusFile.Read(Path.Combine(folder, file)).Select(row => row.Text), weight);
        }

        return counts;
    }

    public static void Add(Dictionary<string, long> counts, IEnumerable<string> texts, int weight)
    {
        foreach (var word in texts.SelectMany(BertWords.Split))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(counts, word, out _) += weight;
        }
    }
}
