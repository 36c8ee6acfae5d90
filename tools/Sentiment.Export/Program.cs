using Sentiment.Export;

return ExportCommand.Run(args, TimeProvider.System, Console.Out);
