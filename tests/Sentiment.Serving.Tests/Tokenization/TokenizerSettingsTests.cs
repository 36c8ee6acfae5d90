using System.Text;
using Sentiment.Serving.Tokenization;

namespace Sentiment.Serving.Tests.Tokenization;

public sealed class TokenizerSettingsTests
{
    [Theory]
    [InlineData("{}", true, true, 512)]
    [InlineData("""{"do_lower_case": false, "strip_accents": null, "model_max_length": 128}""", false, false, 128)]
    [InlineData("""{"do_lower_case": false, "strip_accents": true}""", false, true, 512)]
    [InlineData("""{"model_max_length": 1000000000000000019884624838656}""", true, true, 512)]
    public void Read_Config_FollowsHuggingFace(string json, bool lowerCase, bool stripAccents, int maximum)
    {
        var settings = TokenizerSettings.Read(Encoding.UTF8.GetBytes(json));

        Assert.Equal((lowerCase, stripAccents, maximum), (settings.LowerCase, settings.StripAccents, settings.MaximumTokens));
    }

    [Fact]
    public void Read_NoObject_SaysSo() => Assert.Throws<InvalidDataException>(static () => TokenizerSettings.Read("[]"u8.ToArray()));
}
