using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Experiments;

namespace Sentiment.Gateway.Tests.Experiments;

public sealed class ArmWishTests
{
    [Theory]
    [InlineData(null, null, null)]
    [InlineData("auto", null, null)]
    [InlineData("onnx", null, "onnx")]
    [InlineData(null, "torch", "torch")]
    [InlineData("auto", "torch", "torch")]
    [InlineData("torch", "torch", "torch")]
    public void Of_BackendsThatAgree_IsThatBackend(string? header, string? body, string? expected) =>
        Assert.Equal(expected, ArmWish.Of(Headers(HeaderNames.Backend, header), body).Value!.Backend);

    [Theory]
    [InlineData("gpu")]
    [InlineData("")]
    [InlineData("Onnx")]
    public void Of_UnknownBackend_IsE1004(string header) =>
        Assert.Equal(ErrorCode.UnknownBackendOrArm, ArmWish.Of(Headers(HeaderNames.Backend, header), null).Error?.Code);

    [Fact]
    public void Of_BackendsThatContradict_IsE1008() =>
        Assert.Equal(ErrorCode.Contradiction, ArmWish.Of(Headers(HeaderNames.Backend, "onnx"), "torch").Error?.Code);

    [Fact]
    public void Of_TwoBackends_IsE1004() =>
        Assert.Equal(ErrorCode.UnknownBackendOrArm, ArmWish.Of(Headers(HeaderNames.Backend, new StringValues(["onnx", "torch"])), null).Error?.Code);

    [Theory]
    [InlineData("a")]
    [InlineData("user,42")]
    [InlineData("!~@{}\"\\")]
    public void Of_StickyId_IsTakenAsItIs(string stickyId) =>
        Assert.Equal(stickyId, ArmWish.Of(Headers(HeaderNames.StickyId, stickyId), null).Value!.StickyId);

    [Fact]
    public void Of_LongestStickyId_IsTaken() =>
        Assert.Equal(256, ArmWish.Of(Headers(HeaderNames.StickyId, new string('a', 256)), null).Value!.StickyId!.Length);

    [Fact]
    public void Of_NoStickyId_IsNone() => Assert.Null(ArmWish.Of(new HeaderDictionary(), null).Value!.StickyId);

    [Theory]
    [InlineData("is empty", "")]
    [InlineData("was sent 2 times", "a", "a")]
    [InlineData("has a space or another character", "user 42")]
    [InlineData("has a space or another character", "usér")]
    [InlineData("has a space or another character", "a\tb")]
    [InlineData("has a space or another character", "a\u007f")]
    public void Of_StickyIdThatCannotBeOne_IsE1003AndIsNotRepeated(string expected, params string[] sent)
    {
        var error = ArmWish.Of(Headers(HeaderNames.StickyId, sent), null).Error!;

        Assert.Equal((ErrorCode.MalformedRequest, HeaderNames.StickyId), (error.Code, error.Field));
        Assert.StartsWith($"X-Sticky-Id {expected}", error.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(sent, value => value.Length > 1 && error.Detail.Contains(value, StringComparison.Ordinal));
    }

    [Fact]
    public void Of_StickyIdTooLong_IsE1003WithBothNumbers()
    {
        var detail = ArmWish.Of(Headers(HeaderNames.StickyId, new string('a', 257)), null).Error!.Detail;

        Assert.Contains("257", detail, StringComparison.Ordinal);
        Assert.Contains("1 to 256", detail, StringComparison.Ordinal);
    }

    private static HeaderDictionary Headers(string name, StringValues value) => value.Count == 0 ? [] : new HeaderDictionary { [name] = value };
}
