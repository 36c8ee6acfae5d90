using Sentiment.Hosting;
using Sentiment.Inference.Torch;
using Sentiment.Serving;
using Sentiment.Serving.Startup;
using TorchSharp;

// The Torch pool: the engine of shared/Sentiment.Serving over one backend.
TorchRuntime.Configure();
RuntimeLibrary.LoadInBackground(static () => torch.get_num_threads());

var builder = SentimentHost.CreateBuilder(args);

builder.Services.AddServing();
builder.Services.AddTorchBackend();

return await builder.Build().RunSentimentAsync(static app => app.UseServing());
