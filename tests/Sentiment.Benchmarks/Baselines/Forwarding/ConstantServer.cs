using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Sentiment.Benchmarks.Baselines.Forwarding;

/// <summary>A pool that costs next to nothing: the same bytes, of the size of a prediction, for every request.</summary>
internal static class ConstantServer
{
    private static readonly byte[] Answer =
        """{"label":"POSITIVE","score":0.9295247,"scores":{"NEGATIVE":0.07047528,"POSITIVE":0.9295247},"inference_time_ms":1.2,"model_name":"baseline","model_version":"0.0.0","backend":"onnx","text_length":20,"tokens":7,"truncated":false}"""u8.ToArray();

    public static async Task<int> RunAsync(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.Run(static async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = Answer.Length;
            await context.Response.Body.WriteAsync(Answer, context.RequestAborted);
        });
        BaselineHost.StopWithParent(app);
        await app.RunAsync();
        return 0;
    }
}
