using System.Net;
using System.Net.Sockets;
using System.Text;
using Sentiment.Benchmarks.Load;
using Sentiment.TestKit;

namespace Sentiment.Benchmarks.Tests.Load;

public sealed class SlowClientsTests
{
    private const int Count = 4;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StartAsync_AServerThatCutsThemAll_TheyComeAgain()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var clients = await SlowClients.StartAsync((IPEndPoint)listener.LocalEndpoint, Count, "a-key", Token);
        Assert.Equal((Count, 0), (clients.Open, clients.Cut));

        var starts = new List<string>();
        while (starts.Count < Count)
        {
            // Its end is the cut.
            using var socket = await listener.AcceptSocketAsync(Token);
            var start = new byte[1_024];
            starts.Add(Encoding.ASCII.GetString(start, 0, await socket.ReceiveAsync(start, Token)));
        }

        await Poll.UntilAsync(() => (clients.Open, clients.Cut) == (Count, Count), TimeSpan.FromSeconds(10), Token);
        Assert.Equal(Count / 2, starts.Count(static start => start.Contains("X-API-Key: a-key\r\n", StringComparison.Ordinal) && start.Contains("\r\n\r\n", StringComparison.Ordinal)));
        Assert.Equal(Count / 2, starts.Count(static start => start.Contains("X-Slow: ", StringComparison.Ordinal) && !start.Contains("\r\n\r\n", StringComparison.Ordinal)));
        Assert.True(clients.CpuSeconds > 0);
    }
}
