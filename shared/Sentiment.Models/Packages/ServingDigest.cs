using System.Globalization;
using System.Text;

namespace Sentiment.Models.Packages;

/// <summary>
/// What an answer depends on besides its text. Two replicas with the same serving digest give the same answer, so a cache may be keyed by it.
/// </summary>
public static class ServingDigest
{
    /// <param name="packageDigest"><see cref="ModelPackage.Digest"/>.</param>
    /// <param name="backend">Such as <c>onnx</c>.</param>
    /// <param name="precision">Such as <c>int8</c>.</param>
    /// <param name="options">Scoring and window options that change answers, by name; order does not matter.</param>
    /// <param name="contractVersion">Raised when the shape or meaning of an answer changes.</param>
    /// <returns>64 lower-case hex digits.</returns>
    public static string Compute(
        string packageDigest,
        string backend,
        string precision,
        IEnumerable<KeyValuePair<string, string>> options,
        int contractVersion)
    {
        var lines = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"sentiment-serving-{contractVersion}\n{packageDigest}\n{backend}\n{precision}\n");
        foreach (var (name, value) in options.OrderBy(option => option.Key, StringComparer.Ordinal))
        {
            lines.Append(name).Append('\t').Append(value).Append('\n');
        }

        return PackageDigest.OfBytes(Encoding.UTF8.GetBytes(lines.ToString()));
    }
}
