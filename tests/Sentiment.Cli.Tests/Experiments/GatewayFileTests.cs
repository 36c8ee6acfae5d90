using System.Text;
using Sentiment.Cli.Experiments;
using Sentiment.TestKit;

namespace Sentiment.Cli.Tests.Experiments;

public sealed class GatewayFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.Combine("gateway.json");

    [Fact]
    public void Read_Arms_HaveWhatTheFileSays()
    {
        var file = Read("""{"Sentiment": {"Arms": [{"Id": "onnx", "Cluster": "c", "Backend": "onnx", "Weight": 80.5}, {"Id": "torch", "Extra": [{"Weight": 1}]}]}}""");

        Assert.Equal([new ConfiguredArm("onnx", "c", "onnx", 80.5), new ConfiguredArm("torch", "", "", 0)], file.Arms);
    }

    [Fact]
    public void Read_WhatTheGatewayTakesToo_IsRead()
    {
        // Its configuration does not care about case, comments, trailing commas or quotes around numbers.
        var file = Read("""
            // ours
            {"other": {"Arms": 1}, "sentiment": {"clusters": {"Arms": []}, "ARMS": [
              {"id": "onnx", "weight": "80", }, /* ten more next week */
            ], }, }
            """);

        Assert.Equal([new ConfiguredArm("onnx", "", "", 80)], file.Arms);
    }

    [Theory]
    [InlineData("""{"Sentiment": {"Arms": [{"Id": "onnx", "Weight": "many"}]}}""")]
    [InlineData("""{"Sentiment": {"Arms": [{"Id": "onnx", "Weight": {"is": 1}}]}}""")]
    [InlineData("""{"Sentiment": {"Arms": [{"Id": "onnx", "Weight": null}]}}""")]
    public void Read_WeightIsNoNumber_IsUnknown(string text) => Assert.Equal([new ConfiguredArm("onnx", "", "", null)], Read(text).Arms);

    [Theory]
    [InlineData("", "no JSON")]
    [InlineData("""{"Sentiment": {"Arms": [{"Id": "onnx"}]}""", "no JSON")]
    [InlineData("""{"Sentiment": {"Arms": [{"Id": "onnx"}]}} x""", "no JSON")]
    [InlineData("""{"Sentiment": {"Arms": [{"Id": "\ud800"}]}}""", "no JSON")]
    [InlineData("[]", "no arms")]
    [InlineData("""{"Sentiment": {"Arms": []}}""", "no arms")]
    [InlineData("""{"Sentiment": {"Arms": {"0": {"Id": "onnx"}}}}""", "no arms")]
    [InlineData("""{"Sentiment": {"Clusters": {"Arms": [{"Id": "onnx"}]}}}""", "no arms")]
    public void Read_NotAGatewaysFile_IsRefusedWithItsPath(string text, string why)
    {
        var refused = Assert.Throws<CommandFailedException>(() => Read(text));

        Assert.Contains(why, refused.Message);
        Assert.Contains(FilePath, refused.Message);
    }

    [Fact]
    public void Read_NoFile_SaysHowToNameOne() => Assert.Contains("--file FILE", Assert.Throws<CommandFailedException>(() => GatewayFile.Read(FilePath)).Message);

    [Fact]
    public void Write_Weights_ChangesTheirDigitsAlone()
    {
        const string before = """
            // Kept by hand.
            {
              "Sentiment": {
                "Arms": [
                  { "Id": "onnx",   "Weight": 80, "Cluster": "ü" }, // the old one
                  { "Weight": "20", "Id": "torch" },
                  { "Id": "canary" },
                ],
                "Clusters": { "onnx": { "Destinations": {} } }
              }
            }
            """;
        var file = Read(before);

        file.Write(new Dictionary<string, double> { ["onnx"] = 70.25, ["torch"] = 0, ["canary"] = 5 });

        Assert.Equal(
            before.Replace("80", "70.25").Replace("\"20\"", "0").Replace("{ \"Id\": \"canary\"", "{ \"Weight\": 5, \"Id\": \"canary\""),
            File.ReadAllText(FilePath));
        Assert.Equal([70.25, 0, 5], GatewayFile.Read(FilePath).Arms.Select(arm => arm.Weight));
    }

    [Fact]
    public void Write_FileWithByteOrderMark_KeepsItAndTheRest()
    {
        const string text = """{"Sentiment": {"Arms": [{"Id": "onnx", "Weight": 80}]}}""";
        File.WriteAllText(FilePath, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        GatewayFile.Read(FilePath).Write(new Dictionary<string, double> { ["onnx"] = 1 });

        Assert.Equal([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.Replace("80", "1"))], File.ReadAllBytes(FilePath));
    }

    [Fact]
    public void Write_NothingDiffers_LeavesTheFileAlone()
    {
        var file = Read("""{"Sentiment": {"Arms": [{"Id": "onnx", "Weight": 80}]}}""");
        File.Delete(FilePath);

        file.Write(new Dictionary<string, double> { ["onnx"] = 80 });

        Assert.False(File.Exists(FilePath));
    }

    public void Dispose() => _folder.Dispose();

    private GatewayFile Read(string text)
    {
        File.WriteAllText(FilePath, text);
        return GatewayFile.Read(FilePath);
    }
}
