using Sentiment.Cli.RunState;
using Sentiment.TestKit;

namespace Sentiment.Cli.Tests.RunState;

public sealed class RunDocumentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Write_OneService_HasTheNamesThatScriptsRead()
    {
        var path = _folder.Combine("run.json");

        new RunDocument("sk-dev-1", [new RunningService("gateway", "http://127.0.0.1:8080", "http://127.0.0.1:9080", 1)]).Write(path);

        Assert.Equal(
            """{"api_key":"sk-dev-1","services":[{"name":"gateway","address":"http://127.0.0.1:8080","management":"http://127.0.0.1:9080","pid":1}]}""",
            File.ReadAllText(path));
    }

    public void Dispose() => _folder.Dispose();
}
