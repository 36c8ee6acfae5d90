using Microsoft.ML.OnnxRuntime;
using Sentiment.Hosting;
using Sentiment.Inference.Onnx;
using Sentiment.Serving;
using Sentiment.Serving.Startup;

// The ONNX Runtime pool: the engine of shared/Sentiment.Serving over one backend.
RuntimeLibrary.LoadInBackground(static () => OrtEnv.Instance());

var builder = SentimentHost.CreateBuilder(args);

builder.Services.AddServing();
builder.Services.AddOnnxBackend();

return await builder.Build().RunSentimentAsync(static app => app.UseServing());
