using Sentiment.Cli.Metrics;

namespace Sentiment.Cli.Tests.Metrics;

public sealed class PrometheusTextTests
{
    [Fact]
    public void Parse_OurServices_GivesEachSeries()
    {
        var samples = PrometheusText.Parse(
            """
            # HELP ml_arm_weight Weight of each arm.
            # TYPE ml_arm_weight gauge
            ml_arm_weight{arm="onnx"} 70
            ml_predictions_total{arm="torch",label="POSITIVE",cached="false"} 12
            ml_prediction_duration_seconds_bucket{arm="onnx",cached="false",le="+Inf"} 3
            dotnet_total_memory_bytes 1.5E+07

            """);

        Assert.Equal(
            ["ml_arm_weight 70", "ml_predictions_total 12", "ml_prediction_duration_seconds_bucket 3", "dotnet_total_memory_bytes 15000000"],
            samples.Select(sample => FormattableString.Invariant($"{sample.Name} {sample.Value}")));
        Assert.True(samples[1].Has("arm", "torch") && samples[1].Has("label", "POSITIVE") && samples[1].Has("cached", "false"));
        Assert.Empty(samples[3].Labels);
    }

    [Theory]
    [InlineData("""m{l="a\"b"} 1""", "a\"b")]
    [InlineData("""m{l="a\\"} 1""", "a\\")]
    [InlineData("""m{l="a\nb"} 1""", "a\nb")]
    [InlineData("""m{l="a},b=c"} 1""", "a},b=c")]
    [InlineData("""m{l=""} 1""", "")]
    [InlineData("""m{k="x", l="y",} 1 1700000000000""", "y")]
    public void Parse_LabelValue_IsUnescaped(string line, string value) => Assert.Equal(value, Assert.Single(PrometheusText.Parse(line)).Labels["l"]);

    [Theory]
    [InlineData("+Inf", double.PositiveInfinity)]
    [InlineData("-Inf", double.NegativeInfinity)]
    [InlineData("NaN", double.NaN)]
    [InlineData("-0.5e-3", -0.0005)]
    public void Parse_Number_MayBeSpecial(string text, double value) => Assert.Equal(value, Assert.Single(PrometheusText.Parse("m " + text)).Value);

    [Theory]
    [InlineData("ready")]
    [InlineData("<html>")]
    [InlineData("m one")]
    [InlineData("m{l=\"a} 1")]
    [InlineData("m{l=a} 1")]
    [InlineData("m{l=\"a\" 1")]
    [InlineData("{l=\"a\"} 1")]
    public void Parse_SomethingElse_IsRefusedWithItsLine(string line) =>
        Assert.Contains("line 2", Assert.Throws<FormatException>(() => PrometheusText.Parse("# a comment\n" + line)).Message);
}
