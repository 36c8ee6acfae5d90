using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Experiments;

namespace Sentiment.Gateway.Tests.Experiments;

public sealed class ArmSelectorTests
{
    private static readonly ArmSelector Three = NewSelector(("canary", "onnx", 5), ("onnx", "onnx", 80), ("torch", "torch", 0));

    [Theory]
    [InlineData(null, null, null, "onnx")]
    [InlineData(null, "auto", null, "onnx")]
    [InlineData(null, "onnx", null, "onnx")]
    [InlineData(null, "torch", null, "torch")]
    [InlineData(null, null, "torch", "torch")]
    [InlineData(null, "auto", "torch", "torch")]
    [InlineData(null, "torch", "torch", "torch")]
    [InlineData("canary", null, null, "canary")]
    [InlineData("canary", "onnx", null, "canary")]
    [InlineData("canary", "onnx", "onnx", "canary")]
    [InlineData("torch", null, "torch", "torch")]
    public void Select_WishesThatAgree_IsTheHeaviestArmTheyPermit(string? arm, string? header, string? body, string expected) =>
        Assert.Equal(expected, Three.Select(Headers(arm, header), body).Value?.Arm.Id);

    [Theory]
    [InlineData("nobody", null, null)]
    [InlineData("", null, null)]
    [InlineData("ONNX", null, null)]
    [InlineData(null, "gpu", null)]
    [InlineData(null, "", null)]
    [InlineData(null, "Onnx", null)]
    public void Select_UnknownName_IsE1004WithTheKnownOnes(string? arm, string? header, string? body)
    {
        var error = Three.Select(Headers(arm, header), body).Error;

        Assert.Equal(ErrorCode.UnknownBackendOrArm, error?.Code);
        Assert.Contains(arm is null ? "onnx, torch and auto" : "canary, onnx, torch", error!.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "onnx", "torch")]
    [InlineData("canary", "torch", null)]
    [InlineData("torch", null, "onnx")]
    public void Select_WishesThatContradict_IsE1008WithBoth(string? arm, string? header, string? body)
    {
        var error = Three.Select(Headers(arm, header), body).Error;

        Assert.Equal(ErrorCode.Contradiction, error?.Code);
        Assert.All(new[] { arm, header, body }.OfType<string>(), value => Assert.Contains(value, error!.Detail, StringComparison.Ordinal));
    }

    [Fact]
    public void Select_KnownBackendWithoutArm_IsE1004()
    {
        var error = NewSelector(("onnx", "onnx", 1)).Select(Headers(null, "torch"), null).Error;

        Assert.Equal(ErrorCode.UnknownBackendOrArm, error?.Code);
        Assert.Contains("onnx and auto", error!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Select_TwoHeaderValues_AreNotABackend()
    {
        var headers = new HeaderDictionary { [HeaderNames.Backend] = new(["onnx", "torch"]) };

        Assert.Equal(ErrorCode.UnknownBackendOrArm, Three.Select(headers, null).Error?.Code);
    }

    private static HeaderDictionary Headers(string? arm, string? backend)
    {
        var headers = new HeaderDictionary();
        if (arm is not null)
        {
            headers[HeaderNames.Arm] = arm;
        }

        if (backend is not null)
        {
            headers[HeaderNames.Backend] = backend;
        }

        return headers;
    }

    private static ArmSelector NewSelector(params (string Id, string Backend, double Weight)[] arms)
    {
        var options = new ArmsOptions();
        options.AddRange(arms.Select(static arm => new ArmOptions { Id = arm.Id, Cluster = "any", Backend = arm.Backend, Weight = arm.Weight }));
        return new ArmSelector(Options.Create(options));
    }
}
