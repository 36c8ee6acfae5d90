using Sentiment.Cli;

return await SentimentCommand.InvokeAsync(args);
