using System.Collections.Concurrent;
using System.Net;

namespace Sentiment.TestKit;

/// <summary>Receives traces as a collector does, over OTLP in HTTP and protobuf.</summary>
public sealed class OtlpCollector : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<OtlpSpan> _spans = new();
    private readonly Task _receiving;

    public OtlpCollector()
    {
        var prefix = $"http://127.0.0.1:{FreePorts.Take()}/";
        Endpoint = new Uri(new Uri(prefix), "v1/traces");
        _listener.Prefixes.Add(prefix);
        _listener.Start();
        _receiving = ReceiveAsync();
    }

    public Uri Endpoint { get; }

    /// <summary>What has come so far.</summary>
    public IReadOnlyCollection<OtlpSpan> Spans => _spans;

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _receiving;
    }

    private async Task ReceiveAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            foreach (var span in OtlpSpan.ReadAll(body.ToArray()))
            {
                _spans.Enqueue(span);
            }

            context.Response.ContentType = "application/x-protobuf";
            context.Response.Close();
        }
    }
}
