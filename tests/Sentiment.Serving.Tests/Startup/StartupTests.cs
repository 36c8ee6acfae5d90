using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Hosting;
using Sentiment.Hosting.Tests;
using Sentiment.Models.Packages;
using Sentiment.Serving.Endpoints;
using Sentiment.Serving.Tests.Packages;
using Sentiment.Serving.Tests.Pools;

namespace Sentiment.Serving.Tests.Startup;

public sealed class StartupTests
{
    private static readonly GoldenText Right = TinyPackage.Golden("good bad good", ("onnx/int8", [1, 2], 0.01f));

    [Fact]
    public async Task Start_ModelStillLoading_SaysSoUntilItIsReady()
    {
        var backend = new WordBackend();
        backend.HoldLoads();
        await using var pool = await TestPool.StartLoadingAsync(backend, new TestModel());

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "starting"), await ReadyAsync(pool));
        Assert.Equal("starting", (await ModelsAsync(pool)).State);
        using (var early = await pool.PredictAsync("good"))
        {
            await ProblemAssert.IsAsync(ErrorCode.ModelNotLoaded, early);
            Assert.Equal(TimeSpan.FromSeconds(1), early.Headers.RetryAfter?.Delta);
        }

        backend.ReleaseLoads();
        await TestKit.Poll.UntilAsync(async () => (await ReadyAsync(pool)).Word == "ready", TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        using var answer = await pool.PredictAsync("good");
        Assert.True(answer.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Start_GoldenTextsRight_ReportsParityAndDigest()
    {
        await using var pool = await TestPool.StartAsync(new TestModel { Golden = [Right, TinyPackage.Golden("bad", ("onnx/int8", [1.005f, 0], 0.01f))] });

        var model = await ModelsAsync(pool);

        Assert.Equal("ready", model.State);
        Assert.Equal(2, model.Model!.Parity.Texts);
        Assert.Equal(0.005f, model.Model.Parity.LargestDifference, tolerance: 1e-5f);
        using var probe = await pool.Client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        Assert.Equal(model.Model.ServingDigest, probe.Headers.GetValues(HeaderNames.ModelDigest).Single());
        Assert.Equal("0", probe.Headers.GetValues(HeaderNames.QueuedTokens).Single());
    }

    [Fact]
    public async Task Start_GoldenTextsRight_CountsNoneOfThem()
    {
        await using var pool = await TestPool.StartAsync(new TestModel { Golden = [Right] });

        var metrics = await pool.MetricsAsync();

        Assert.Contains("ml_inferences_total{backend=\"onnx\",model=\"tiny\",label=\"POSITIVE\"} 0", metrics, StringComparison.Ordinal);
        Assert.Contains("ml_inference_stage_seconds_count{backend=\"onnx\",stage=\"infer\"} 0", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_GoldenTokensOff_StopsWithFailure()
    {
        await using var pool = await TestPool.StartLoadingAsync(new WordBackend(), new TestModel { Golden = [Right with { Text = "bad" }] });

        await ExpectFailureAsync(pool, 314, "golden text 0");
    }

    [Fact]
    public async Task Start_GoldenLogitsOff_StopsWithFailure()
    {
        var off = TinyPackage.Golden("good", ("onnx/int8", [0, 1.5f], 0.01f));
        await using var pool = await TestPool.StartLoadingAsync(new WordBackend(), new TestModel { Golden = [Right, off] });

        await ExpectFailureAsync(pool, 315, "golden text 1 that are off by 0.5; allowed are 0.01");
        Assert.Equal(1, pool.Backend.Loads);
    }

    [Fact]
    public async Task Start_GoldenLogitsNotANumber_StopsWithFailure()
    {
        var broken = TinyPackage.Golden("good ~", ("onnx/int8", [0, 1], 0.01f));
        await using var pool = await TestPool.StartLoadingAsync(new WordBackend(), new TestModel { Golden = [broken] });

        await ExpectFailureAsync(pool, 315, "Infinity");
    }

    [Fact]
    public async Task Start_GoldenLogitsOffAndFallBack_ServesFp32UnderAnotherDigest()
    {
        var off = TinyPackage.Golden("good", ("onnx/int8", [0, 1.5f], 0.01f), ("onnx/fp32", [0, 1], 0.01f));
        var model = new TestModel { Golden = [off] };
        await using var fallen = await TestPool.StartAsync(model, "--Sentiment:Model:OnParityFailure=FallBackToFp32");
        await using var asked = await TestPool.StartAsync(model, "--Sentiment:Model:Precision=Fp32");
        await using var int8 = await TestPool.StartAsync(new TestModel { Golden = [] });

        Assert.Equal("fp32", (await ModelsAsync(fallen)).Model!.Precision);
        Assert.Equal(2, fallen.Backend.Loads);
        Assert.Equal((await ModelsAsync(asked)).Model!.ServingDigest, (await ModelsAsync(fallen)).Model!.ServingDigest);
        Assert.NotEqual((await ModelsAsync(int8)).Model!.ServingDigest, (await ModelsAsync(fallen)).Model!.ServingDigest);
    }

    [Fact]
    public async Task Start_TheRuntimeThrows_StopsWithFailure()
    {
        var breaking = TinyPackage.Golden("good?", ("onnx/int8", [0, 1], 0.01f));
        await using var pool = await TestPool.StartLoadingAsync(new WordBackend(), new TestModel { Golden = [breaking] });

        await ExpectFailureAsync(pool, 318, "breaks it");
    }

    private static async Task ExpectFailureAsync(TestPool pool, int eventId, string why)
    {
        var exit = pool.Services.GetRequiredService<HostExit>();
        await pool.StoppedAsync();

        Assert.Equal(HostExit.Failure, exit.Code);
        Assert.Contains(why, pool.TakeError(eventId), StringComparison.Ordinal);
    }

    private static async Task<Contracts.Models.ModelStatus> ModelsAsync(TestPool pool) =>
        (await pool.Client.GetFromJsonAsync(EndpointExtensions.ModelsPath, ContractsJson.Default.ModelsResponse, TestContext.Current.CancellationToken))!.Models.Single();

    private static async Task<(HttpStatusCode Status, string Word)> ReadyAsync(TestPool pool)
    {
        using var answer = await pool.Client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
