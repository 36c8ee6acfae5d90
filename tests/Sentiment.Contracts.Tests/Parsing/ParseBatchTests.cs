using System.Text;
using Sentiment.Contracts.Errors;
using Sentiment.Contracts.Parsing;

namespace Sentiment.Contracts.Tests.Parsing;

public sealed class ParseBatchTests
{
    [Fact]
    public void ParseBatch_OneBadItem_LeavesTheOthersAlone()
    {
        var batch = RequestParser.ParseBatch("""{"texts":["good",7,"","\ud800",{"a":[1]},"fine"]}"""u8).Value!;

        Assert.Equal(
            [null, ErrorCode.MalformedRequest, ErrorCode.TextEmpty, ErrorCode.MalformedRequest, ErrorCode.MalformedRequest, null],
            batch.Items.Select(static item => item.Error?.Code));
        Assert.Equal(["good", "fine"], batch.Items.Select(static item => item.Text).OfType<string>());
        Assert.Equal("texts[2]", batch.Items[2].Error!.Field);
    }

    [Theory]
    [InlineData("""{"texts":[]}""", ErrorCode.BatchEmpty)]
    [InlineData("""{"texts":"a"}""", ErrorCode.MalformedRequest)]
    [InlineData("""{"texts":null}""", ErrorCode.MalformedRequest)]
    [InlineData("""{"text":"a"}""", ErrorCode.MalformedRequest)]
    [InlineData("""{"texts":["a"],"texts":["b"]}""", ErrorCode.MalformedRequest)]
    [InlineData("""{"texts":["a"]""", ErrorCode.MalformedRequest)]
    [InlineData("{}", ErrorCode.MalformedRequest)]
    public void ParseBatch_BadBody_IsRefusedWithItsCode(string body, ErrorCode expected) =>
        Assert.Equal(expected, RequestParser.ParseBatch(Encoding.UTF8.GetBytes(body)).Error!.Code);

    [Fact]
    public void ParseBatch_MostTexts_AreAcceptedAndOneMoreIsNot()
    {
        Assert.Equal(Limits.BatchTexts, Parse(Limits.BatchTexts).Value!.Items.Count);
        var refused = Parse(Limits.BatchTexts + 1).Error!;
        Assert.Equal(ErrorCode.BatchTooLarge, refused.Code);
        Assert.Contains("129", refused.Detail, StringComparison.Ordinal);

        static Outcome<Sentiment.Contracts.Predictions.BatchRequest> Parse(int count) =>
            RequestParser.ParseBatch(Encoding.UTF8.GetBytes($"{{\"texts\":[{string.Join(',', Enumerable.Repeat("\"a\"", count))}]}}"));
    }
}
