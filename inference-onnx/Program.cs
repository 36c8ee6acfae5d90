using Sentiment.Hosting;
using Sentiment.Inference.Onnx;
using Sentiment.Serving;

// The ONNX Runtime pool: the serving engine of shared/Sentiment.Serving over one backend.
var builder = SentimentHost.CreateBuilder(args);
builder.Services.AddServing();
builder.Services.AddOnnxBackend();

var app = builder.Build();
app.UseServing();
return await app.RunSentimentAsync();
