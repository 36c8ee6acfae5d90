using System.Text;
using Sentiment.Contracts.Errors;
using Sentiment.Contracts.Parsing;
using Sentiment.Contracts.Predictions;

namespace Sentiment.Contracts.Tests.Parsing;

public sealed class ParsePredictTests
{
    [Fact]
    public void ParsePredict_TextAlone_TakesTheDefaults()
    {
        var request = Accepted("""{"text":"I love it"}""");

        Assert.Equal(new PredictRequest("I love it", new PredictOptions()), request);
    }

    [Theory]
    [InlineData("""{"text":"a","backend":"onnx","truncation":"error"}""", "onnx", Truncation.Error)]
    [InlineData("""{"truncation":"head","backend":"auto","text":"a"}""", null, Truncation.Head)]
    [InlineData("""{"text":"a","backend":"torch"}""", "torch", Truncation.Window)]
    [InlineData("""{"text":"a","truncation":"window"}""", null, Truncation.Window)]
    public void ParsePredict_Options_AreRead(string body, string? backend, Truncation truncation) =>
        Assert.Equal(new PredictOptions(backend, truncation), Accepted(body).Options);

    [Theory]
    [InlineData("""{"text":""}""", ErrorCode.TextEmpty)]
    [InlineData("""{"text":" \t\n\u00a0\u3000"}""", ErrorCode.TextEmpty)]
    [InlineData("{}", ErrorCode.MalformedRequest)]
    [InlineData("""{"text":null}""", ErrorCode.MalformedRequest)]
    [InlineData("""{"text":1}""", ErrorCode.MalformedRequest)]
    [InlineData("""{"text":["a"]}""", ErrorCode.MalformedRequest)]
    [InlineData("""{"text":{"a":{"b":1}}}""", ErrorCode.MalformedRequest)]
    [InlineData("""{"text":"\ud800"}""", ErrorCode.MalformedRequest)]
    [InlineData("""{"text":"a\udc00b"}""", ErrorCode.MalformedRequest)]
    [InlineData("""{"text":"a","text":"a"}""", ErrorCode.MalformedRequest)]
    [InlineData("""{"text":"a","t\u0065xt":"b"}""", ErrorCode.MalformedRequest)]
    [InlineData("""{"text":"a","lang":"en"}""", ErrorCode.MalformedRequest)]
    [InlineData("""{"text":"a","\ud800":1}""", ErrorCode.MalformedRequest)]
    [InlineData("""{"text":"a","Text":"a"}""", ErrorCode.MalformedRequest)]
    [InlineData("""{"texts":["a"]}""", ErrorCode.MalformedRequest)]
    [InlineData("""{"text":"a","truncation":"middle"}""", ErrorCode.MalformedRequest)]
    [InlineData("""{"text":"a","truncation":true}""", ErrorCode.MalformedRequest)]
    [InlineData("""{"text":"a","backend":7}""", ErrorCode.MalformedRequest)]
    [InlineData("""{"text":"a","backend":"cuda"}""", ErrorCode.UnknownBackendOrArm)]
    [InlineData("""{"text":"a","backend":"\ud800"}""", ErrorCode.MalformedRequest)]
    [InlineData("", ErrorCode.MalformedRequest)]
    [InlineData("null", ErrorCode.MalformedRequest)]
    [InlineData("[]", ErrorCode.MalformedRequest)]
    [InlineData("\"text\"", ErrorCode.MalformedRequest)]
    [InlineData("""{"text":"a"} {}""", ErrorCode.MalformedRequest)]
    [InlineData("""{"text":"a",}""", ErrorCode.MalformedRequest)]
    [InlineData("""{"text":"a" /* c */}""", ErrorCode.MalformedRequest)]
    [InlineData("""{"text":"a" """, ErrorCode.MalformedRequest)]
    [InlineData("""{'text':'a'}""", ErrorCode.MalformedRequest)]
    [InlineData("\ufeff{\"text\":\"a\"}", ErrorCode.MalformedRequest)]
    public void ParsePredict_BadBody_IsRefusedWithItsCode(string body, ErrorCode expected) =>
        Assert.Equal(expected, Refused(Encoding.UTF8.GetBytes(body)).Code);

    [Fact]
    public void ParsePredict_BrokenJsonAfterABadMember_ComplainsOfTheJson() =>
        Assert.Contains("not valid JSON", Refused("""{"text":1,"""u8.ToArray()).Detail, StringComparison.Ordinal);

    [Fact]
    public void ParsePredict_InvalidUtf8_IsMalformed() =>
        Assert.Contains("UTF-8", Refused([.. "{\"text\":\""u8, 0xC3, 0x28, .. "\"}"u8]).Detail, StringComparison.Ordinal);

    [Fact]
    public void ParsePredict_NestedAThousandDeep_IsMalformed()
    {
        var nested = new string('[', 1_000) + new string(']', 1_000);

        Assert.Equal(ErrorCode.MalformedRequest, Refused(Encoding.UTF8.GetBytes($"{{\"text\":{nested}}}")).Code);
    }

    [Theory]
    [InlineData("😀")]
    [InlineData("好")]
    [InlineData("a")]
    public void ParsePredict_LongestText_IsAcceptedAndOneMoreIsNot(string scalar)
    {
        var longest = string.Concat(Enumerable.Repeat(scalar, Limits.TextScalars));

        Assert.Equal(longest, Accepted($"{{\"text\":\"{longest}\"}}").Text);
        var refused = Refused(Encoding.UTF8.GetBytes($"{{\"text\":\"{longest}{scalar}\"}}"));
        Assert.Equal(ErrorCode.TextTooLong, refused.Code);
        Assert.Contains("10001", refused.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void ParsePredict_NulInText_IsLegal() => Assert.Equal("a\0b", Accepted("""{"text":"a\u0000b"}""").Text);

    [Fact]
    public void ParsePredict_BadText_NamesTheFieldAndNeverRepeatsTheText()
    {
        var error = Refused("""{"text":["secret words"]}"""u8.ToArray());

        Assert.Equal("text", error.Field);
        Assert.DoesNotContain("secret", error.Detail, StringComparison.Ordinal);
    }

    internal static PredictRequest Accepted(string body)
    {
        var outcome = RequestParser.ParsePredict(Encoding.UTF8.GetBytes(body));
        Assert.Null(outcome.Error);
        return outcome.Value!;
    }

    private static ApiError Refused(byte[] body)
    {
        var outcome = RequestParser.ParsePredict(body);
        Assert.Null(outcome.Value);
        return outcome.Error!;
    }
}
