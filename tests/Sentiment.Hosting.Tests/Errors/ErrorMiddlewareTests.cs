using System.Net;
using System.Net.Sockets;
using Sentiment.Contracts.Errors;
using Sentiment.TestKit;

namespace Sentiment.Hosting.Tests.Errors;

public sealed class ErrorMiddlewareTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Request_UnknownPath_IsNotFound()
    {
        await using var service = await SampleService.StartAsync();

        await ProblemAssert.IsAsync(ErrorCode.NotFound, await service.Client.GetAsync("/nowhere", Token));
    }

    [Fact]
    public async Task Request_WrongMethod_SaysWhichAreAllowed()
    {
        await using var service = await SampleService.StartAsync();

        var response = await service.Client.GetAsync("/echo", Token);

        await ProblemAssert.IsAsync(ErrorCode.MethodNotAllowed, response);
        Assert.Contains("POST", response.Content.Headers.Allow);
    }

    [Fact]
    public async Task Request_HandlerThrows_IsInternalLoggedOnceAndTellsNothing()
    {
        await using var service = await SampleService.StartAsync();

        var problem = await ProblemAssert.IsAsync(ErrorCode.Internal, await service.Client.GetAsync("/break", Token));

        Assert.DoesNotContain("promise", problem.Detail, StringComparison.Ordinal);
        Assert.Contains(problem.CorrelationId, Assert.Single(service.Errors.Messages).Text, StringComparison.Ordinal);
        service.Errors.Messages.Clear();
    }

    [Fact]
    public async Task Request_CutByTheServerInMidBody_IsNoError()
    {
        using var client = new TcpClient();
        await using var service = await SampleService.StartAsync();
        await client.ConnectAsync(IPAddress.Loopback, service.Port, Token);
        await client.GetStream().WriteAsync(
            "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{"u8.ToArray(), Token);
        await Poll.UntilAsync(() => service.InFlight == 1, TimeSpan.FromSeconds(5));

        // Disposing the service cuts the connection; what it logs as an error fails the test there.
    }

    [Fact]
    public async Task ErrorDocumentation_WhereTheTypePoints_IsServed()
    {
        await using var service = await SampleService.StartAsync();
        var problem = await ProblemAssert.IsAsync(ErrorCode.NotFound, await service.Client.GetAsync("/nowhere", Token));

        var page = await service.Client.GetStringAsync(problem.Type, Token);

        Assert.Contains($"## {problem.Code} ", page, StringComparison.Ordinal);
    }
}
