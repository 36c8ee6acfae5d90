using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsCheck;
using Sentiment.Contracts.Parsing;
using Sentiment.Contracts.Predictions;

namespace Sentiment.Contracts.Tests.Parsing;

public sealed class ParserPropertyTests
{
    private static readonly JsonSerializerOptions FewEscapes = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.Char['\0', '\u024f'].Array[1, 60].Select(static units => new string(units)),
        OneOf("😀", "é", "e\u0301", "\u200b", "\u2028", "\uffff", "\"", "\\", "\n", "好", "\U0010ffff").Array[1, 20].Select(string.Concat))
        .Where(static text => !string.IsNullOrWhiteSpace(text));

    [Fact]
    public void CanonicalBody_AnyText_ComesBackFromTheParser() =>
        Gen.Select(Text, Gen.Enum<Truncation>()).Sample(static (text, truncation) =>
            RequestParser.ParsePredict(CanonicalBody.Predict(text, truncation)).Value == new PredictRequest(text, new PredictOptions(null, truncation)));

    [Fact]
    public void CanonicalBody_AnyTexts_ComeBackFromTheParser() =>
        Text.Array[1, 8].Sample(static texts =>
            RequestParser.ParseBatch(CanonicalBody.Batch(texts, Truncation.Window)).Value!.Items.Select(static item => item.Text).SequenceEqual(texts));

    [Fact]
    public void CanonicalBody_AnyText_IsNoLongerThanTheClientsShortest() =>
        Text.Sample(static text =>
        {
            var client = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>(StringComparer.Ordinal) { ["text"] = text }, FewEscapes);
            return CanonicalBody.Predict(text, Truncation.Window).Length <= client.Length;
        });

    [Fact]
    public void Parse_AnyBytes_NeverThrows() =>
        Gen.OneOf(Gen.Byte.Array[0, 200], OneOf("{", "}", "[", "]", ":", ",", "\"text\"", "\"texts\"", "\"backend\"", "1", "null", "\"\\ud800\"", "\"a\"", " ")
            .Array[0, 20].Select(static parts => Encoding.UTF8.GetBytes(string.Concat(parts))))
            .Sample(static bytes =>
            {
                var predict = RequestParser.ParsePredict(bytes);
                var batch = RequestParser.ParseBatch(bytes);
                return (predict.Value is null) != (predict.Error is null) && (batch.Value is null) != (batch.Error is null);
            });

    [Fact]
    public void UnicodeLength_AnyText_IsTheNumberOfRunes() =>
        Text.Sample(static text => UnicodeLength.Of(text) == text.EnumerateRunes().Count());

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);
}
