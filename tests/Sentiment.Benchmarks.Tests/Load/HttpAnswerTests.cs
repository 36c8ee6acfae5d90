using System.Text;
using Sentiment.Benchmarks.Load;

namespace Sentiment.Benchmarks.Tests.Load;

public sealed class HttpAnswerTests
{
    private const string Kestrel = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 18\r\n\r\n{\"label\":\"GOOD\"}\r\n";
    private const string Node = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 18\r\n\r\n{\"label\":\"GOOD\"}\r\n";
    private const string Chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n{\"label\":\"GOOD\"}\r\n0\r\n\r\n";
    private const string Refused = "HTTP/1.1 503 Service Unavailable\r\nRETRY-AFTER: 1\r\nContent-Length: 2\r\n\r\n{}";
    private const string Empty = "HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n";

    [Theory]
    [InlineData(Kestrel, 200, false)]
    [InlineData(Node, 200, false)]
    [InlineData(Chunked, 200, false)]
    [InlineData(Refused, 503, true)]
    [InlineData(Empty, 204, false)]
    public void TryParse_WholeAnswer_IsItsStatusAndWhetherToComeAgain(string text, int status, bool hasRetryAfter)
    {
        Assert.True(HttpAnswer.TryParse(Encoding.ASCII.GetBytes(text), out var answer));
        Assert.Equal(new HttpAnswer(status, hasRetryAfter), answer);
        Assert.Equal(status == 200, answer.Succeeded);
    }

    /// <summary>TCP may cut anywhere.</summary>
    [Theory]
    [InlineData(Kestrel)]
    [InlineData(Node)]
    [InlineData(Chunked)]
    [InlineData(Refused)]
    [InlineData(Empty)]
    public void TryParse_AnyPartOfAnAnswer_AsksForMore(string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        for (var read = 0; read < bytes.Length; read++)
        {
            Assert.False(HttpAnswer.TryParse(bytes.AsSpan(0, read), out _), $"{read} bytes of {bytes.Length} were taken for the whole answer.");
        }
    }

    [Fact]
    public void TryParse_NameOfAHeaderInAnothersValue_IsNoHeader()
    {
        const string Text = "HTTP/1.1 200 OK\r\nVary: retry-after: content-length: 99\r\nContent-Length: 0\r\n\r\n";

        Assert.True(HttpAnswer.TryParse(Encoding.ASCII.GetBytes(Text), out var answer));
        Assert.False(answer.HasRetryAfter);
    }

    [Theory]
    [InlineData("HTTP/1.0 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 OK\r\n\r\n")]
    [InlineData("SSH-2.0-server\r\n\r\n")]
    public void TryParse_NotHttp11_Throws(string text) =>
        Assert.Throws<IOException>(() => HttpAnswer.TryParse(Encoding.ASCII.GetBytes(text), out _));
}
