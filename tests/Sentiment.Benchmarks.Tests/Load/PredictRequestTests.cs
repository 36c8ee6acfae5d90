using System.Text;
using Sentiment.Benchmarks.Load;

namespace Sentiment.Benchmarks.Tests.Load;

public sealed class PredictRequestTests
{
    [Fact]
    public void For_TextBeyondAscii_CountsItsBytes() => Assert.Equal(
        "POST /api/v1/predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 20\r\n\r\n{\"text\":\"caf\\u00E9\"}",
        Encoding.UTF8.GetString(PredictRequest.For("café")));

    [Fact]
    public void For_Deadline_IsAHeaderInMilliseconds() => Assert.Contains(
        "\r\nX-Request-Timeout-Ms: 1500\r\n", Encoding.UTF8.GetString(PredictRequest.For("good", TimeSpan.FromSeconds(1.5))), StringComparison.Ordinal);
}
