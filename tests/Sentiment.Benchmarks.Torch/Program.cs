using System.Globalization;
using Sentiment.Benchmarks.Baselines.Loops;
using Sentiment.Benchmarks.Torch;

// package, file with the texts' tokens, threads
using var model = TorchLoopModel.Load(args[0], int.Parse(args[2], CultureInfo.InvariantCulture));
new LoopHost(model, LoopMessages.ReadTexts(args[1])).Serve(Console.In, Console.Out);
