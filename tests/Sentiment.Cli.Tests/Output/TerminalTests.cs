using Sentiment.Cli.Output;

namespace Sentiment.Cli.Tests.Output;

public sealed class TerminalTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    [Fact]
    public void From_NoColours_AlignsTheNames()
    {
        var terminal = Create(colours: false);

        terminal.From("onnx", "one");
        terminal.From("gateway", "two");

        Assert.Equal(["onnx    | one", "gateway | two"], Lines(_output));
    }

    [Fact]
    public void From_Colours_GivesEachNameItsOwnAndLeavesTheLineAlone()
    {
        var terminal = Create(colours: true);

        terminal.From("onnx", "one");
        terminal.From("gateway", "two");

        Assert.Equal(["\e[36monnx    |\e[0m one", "\e[35mgateway |\e[0m two"], Lines(_output));
    }

    [Fact]
    public void Fail_Line_GoesToStandardErrorAlone()
    {
        Create(colours: true).Fail("onnx died");

        Assert.Equal(["onnx died"], Lines(_error));
        Assert.Empty(_output.ToString());
    }

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    private static string[] Lines(StringWriter writer) => writer.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    private Terminal Create(bool colours)
    {
        var terminal = new Terminal(_output, _error, colours);
        terminal.Align(["onnx", "gateway"]);
        return terminal;
    }
}
