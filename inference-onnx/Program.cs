using Sentiment.Hosting;
using Sentiment.Inference.Onnx;
using Sentiment.Serving;

// The ONNX Runtime pool: the engine of shared/Sentiment.Serving over one backend.
RuntimeLibrary.LoadInBackground();

var builder = SentimentHost.CreateBuilder(args);

builder.Services.AddServing();
builder.Services.AddOnnxBackend();

return await builder.Build().RunSentimentAsync(static app => app.UseServing());
