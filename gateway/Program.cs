using Sentiment.Gateway;
using Sentiment.Gateway.Auth;
using Sentiment.Gateway.Caching;
using Sentiment.Gateway.Dashboard;
using Sentiment.Gateway.Dispatch;
using Sentiment.Gateway.Documentation;
using Sentiment.Gateway.Edge;
using Sentiment.Gateway.Experiments;
using Sentiment.Gateway.Feedback;
using Sentiment.Gateway.Passthrough;
using Sentiment.Gateway.Playground;
using Sentiment.Gateway.Predictions;
using Sentiment.Gateway.RateLimiting;
using Sentiment.Gateway.Redis;
using Sentiment.Gateway.Telemetry;
using Sentiment.Hosting;

var builder = SentimentHost.CreateBuilder(args);

builder.Services.AddEdge();
builder.Services.AddAuth();
builder.Services.AddRedis();
builder.Services.AddRateLimits();
builder.Services.AddPredictions();
builder.Services.AddExperiments();
builder.Services.AddCaching();
builder.Services.AddDispatch();
builder.Services.AddFeedback();
builder.Services.AddPassthrough();
builder.Services.AddDocumentation();
builder.Services.AddPlayground();
builder.Services.AddTelemetry();
builder.Services.AddDashboard();

return await builder.Build().RunSentimentAsync(static app => app.UseGatewayPipeline());
