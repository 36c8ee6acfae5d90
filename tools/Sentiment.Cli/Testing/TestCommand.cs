using System.CommandLine;

namespace Sentiment.Cli.Testing;

/// <summary><c>sentiment test</c>.</summary>
internal static class TestCommand
{
    public static Command Create(CommandContext context)
    {
        var filter = new Option<string>("--filter")
        {
            Description = "Run only tests whose full name contains this (namespace, class or method)",
            HelpName = "TEXT",
        };
        var command = new Command("test", "Build everything and run every test; the last line says how many passed and failed.") { filter };
        command.SetAction((parsed, _) => new TestSession(context, parsed.GetValue(filter)).RunAsync());
        return command;
    }
}
