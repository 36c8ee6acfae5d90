using System.Text.Json;
using Sentiment.Cli.Tests.Fixtures;
using Sentiment.TestKit;

namespace Sentiment.Cli.Tests.Experiments;

public sealed class AbShowTests : IDisposable
{
    private const string Traffic = """
        ml_arm_assignments_total{arm="onnx",by="weight"} 790
        ml_arm_assignments_total{arm="onnx",by="backend"} 4
        ml_arm_assignments_total{arm="onnx",by="arm"} 1
        ml_arm_assignments_total{arm="torch",by="weight"} 210
        ml_predictions_total{arm="onnx",label="POSITIVE",cached="false"} 500
        ml_predictions_total{arm="onnx",label="NEGATIVE",cached="false"} 400
        ml_predictions_total{arm="torch",label="POSITIVE",cached="false"} 300
        ml_failovers_total{from="torch",to="onnx"} 7
        ml_feedback_total{arm="onnx",outcome="agreed"} 30
        ml_feedback_total{arm="onnx",outcome="disagreed"} 10
        ml_arm_replicas{arm="onnx",state="up"} 1
        ml_arm_replicas{arm="onnx",state="down"} 0
        ml_arm_replicas{arm="onnx",state="ejected"} 1
        ml_prediction_duration_seconds_sum{arm="onnx",cached="false"} 2.5
        ml_prediction_duration_seconds_count{arm="onnx",cached="false"} 1000
        ml_prediction_duration_seconds_count{arm="torch",cached="false"} 0
        """;

    private readonly StubRepository _repository = new();

    [Fact]
    public async Task Ab_RunningSystem_ShowsEachArmWithItsTraffic()
    {
        await using var gateway = await StubGateway.StartAsync(_repository, ("onnx", 80), ("torch", 20));
        gateway.Traffic = Traffic;

        var result = await RunAsync("ab");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains(Cells(result), line => line is ["onnx", "onnx", "onnx", "80", "80.0 %", "790", "79.0 %", "5", "900", "75.0 %", "1/2", "-", "40", "75.0 %", "2.5 ms"]);
        Assert.Contains(Cells(result), line => line is ["torch", "onnx", "torch", "20", "20.0 %", "210", "21.0 %", "-", "300", "25.0 %", "-", "7", "-", "-", "-"]);
        Assert.Contains("These weights are in force.", result.Output);
    }

    [Fact]
    public async Task Ab_Json_IsOneLineForScripts()
    {
        await using var gateway = await StubGateway.StartAsync(_repository, ("onnx", 80), ("torch", 20));
        gateway.Traffic = Traffic;

        var result = await RunAsync("ab", "--json");

        using var report = JsonDocument.Parse(Assert.Single(result.Output.Split('\n')));
        Assert.True(report.RootElement.GetProperty("in_force").GetBoolean());
        var onnx = report.RootElement.GetProperty("arms")[0];
        Assert.Equal("onnx", onnx.GetProperty("arm").GetString());
        Assert.Equal(0.8, onnx.GetProperty("expected_share").GetDouble());
        Assert.Equal(790, onnx.GetProperty("assigned").GetProperty("weight").GetDouble());
        Assert.Equal(1, onnx.GetProperty("replicas").GetProperty("ejected").GetDouble());
        Assert.Equal(7, onnx.GetProperty("failovers_to").GetDouble());
        Assert.Equal((40, 0.75), (onnx.GetProperty("feedback").GetProperty("given").GetDouble(), onnx.GetProperty("feedback").GetProperty("right").GetDouble()));
        Assert.Equal(JsonValueKind.Null, onnx.GetProperty("failovers_from").ValueKind);
    }

    [Fact]
    public async Task Ab_GatewayWithoutThoseMetrics_ShowsDashes()
    {
        await using var gateway = await StubGateway.StartAsync(_repository, ("onnx", 80));
        gateway.SaysWeights = false;

        var result = await RunAsync("ab");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains(Cells(result), line => line is ["onnx", "onnx", "onnx", "80", "100.0 %", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-"]);
        Assert.Contains("does not say which weights are in force", result.Output);
    }

    [Fact]
    public async Task Ab_GatewayRefusesTheFile_SaysWhatItKeeps()
    {
        await using var gateway = await StubGateway.StartAsync(_repository, ("onnx", 80), ("torch", 20));
        await RunAsync("ab");
        gateway.Accepts = false;
        await WriteWeightAsync(50);

        var result = await RunAsync("ab");

        Assert.Contains($"The gateway refuses {_repository.GatewayFile} as it is now, and keeps its last good configuration (onnx=80 torch=20).", result.Output);
    }

    [Fact]
    public async Task Ab_OtherWeightsInForce_SaysWhich()
    {
        await using var gateway = await StubGateway.StartAsync(_repository, ("onnx", 80), ("torch", 20));
        gateway.SaysWeights = false;
        gateway.Traffic = "ml_configuration_current 1\nml_arm_weight{arm=\"onnx\"} 1";

        Assert.Contains("Not in force: the gateway has onnx=1 torch=?.", (await RunAsync("ab")).Output);
    }

    [Fact]
    public async Task Ab_Watch_ShowsGainsUntilInterrupted()
    {
        await using var gateway = await StubGateway.StartAsync(_repository, ("onnx", 80));
        gateway.Traffic = "ml_predictions_total{arm=\"onnx\"} 1000";
        await using var watch = ServiceProcess.Start(UpProcess.Command(_repository, "ab", "--watch"));

        await watch.WaitForLineAsync(line => line.StartsWith("  onnx ", StringComparison.Ordinal) && line.Contains("  0  "), UpProcess.Limit);
        gateway.Traffic = "ml_predictions_total{arm=\"onnx\"} 1042";
        await watch.WaitForLineAsync(line => line.StartsWith("  onnx ", StringComparison.Ordinal) && line.Contains("  42  "), UpProcess.Limit);

        watch.Signal(ProcessSignal.Interrupt);
        Assert.Equal(0, await watch.WaitForExitAsync(UpProcess.Limit));
    }

    [Fact]
    public async Task Ab_NothingRuns_SaysHowToStart()
    {
        var result = await RunAsync("ab");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Start one with `sentiment up`", result.Error);
        Assert.Contains(_repository.StateDirectory, result.Error);
    }

    [Fact]
    public async Task Ab_GatewayGone_SaysWhereItWasAsked()
    {
        await using (await StubGateway.StartAsync(_repository, ("onnx", 80)))
        {
        }

        var result = await RunAsync("ab");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("The gateway does not answer at http://127.0.0.1:", result.Error);
    }

    [Fact]
    public async Task Ab_SomethingElseListens_SaysSo()
    {
        await using var gateway = await StubGateway.StartAsync(_repository, ("onnx", 80));
        gateway.Traffic = null;

        Assert.Contains("something else than our gateway", (await RunAsync("ab")).Error);
    }

    public void Dispose() => _repository.Dispose();

    private static IEnumerable<string[]> Cells(CommandResult result) =>
        result.Output.Split('\n').Select(line => line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private Task<CommandResult> RunAsync(params IReadOnlyList<string> arguments) =>
        CommandProcess.RunAsync(UpProcess.Command(_repository, arguments), UpProcess.Limit);

    private async Task WriteWeightAsync(double weight)
    {
        var text = await File.ReadAllTextAsync(_repository.GatewayFile, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            _repository.GatewayFile, text.Replace("80", FormattableString.Invariant($"{weight}")), TestContext.Current.CancellationToken);
    }
}
