using Sentiment.Training;
using Sentiment.Training.Training;

try
{
    var arguments = TrainingArguments.Parse(args);
    Directory.CreateDirectory(arguments.Work);
    var log = new RunLog(Path.Combine(arguments.Work, "training.log"), Console.Out, TimeProvider.System);
    new TrainingPipeline(arguments, new TrainingRecipe(), log, TimeProvider.System).Run();
    return 0;
}
catch (ArgumentException error)
{
    await Console.Error.WriteLineAsync(error.Message);
    return 2;
}
