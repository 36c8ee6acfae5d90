using Sentiment.Models.Packages;
using Sentiment.Serving.Tokenization;
using Sentiment.TestKit;

namespace Sentiment.Benchmarks.Models;

/// <summary>A model package to measure with, and its tokenizer.</summary>
internal sealed class BenchModel
{
    private BenchModel(string name, string package)
    {
        Name = name;
        Package = package;
        Tokenizer = WordPieceTokenizer.LoadPackage(package);
    }

    /// <summary>As in the table.</summary>
    public string Name { get; }

    /// <summary>Its folder.</summary>
    public string Package { get; }

    public WordPieceTokenizer Tokenizer { get; }

    public string Int8Graph => Path.Combine(Package, PackageFiles.OnnxInt8);

    /// <summary>The shipped model: 4 × 256.</summary>
    public static BenchModel Shipped() => new("sentiment-base", RepositoryRoot.Combine("models", "sentiment-base"));

    /// <summary>The shape that the original document's figures are about: 6 × 768. Made when it is first asked for, and kept in artifacts.</summary>
    public static BenchModel DistilBert(Action<string> say) => new("distilbert-shape", DistilBertShape.Make(Shipped().Package, say));
}
