using Microsoft.AspNetCore.Server.Kestrel.Core;
using Sentiment.Contracts;

namespace Sentiment.Hosting.Listening;

/// <summary>The limits as Kestrel wants them, and those that nobody needs to change. All are set: what a default is may change with a framework.</summary>
internal static class ConnectionLimits
{
    /// <summary>
    /// Of a connection's bytes that nobody has read yet, most that are taken from its socket: the largest body of one prediction. A stranger can make
    /// us hold no more.
    /// </summary>
    public const int UnreadBytes = Limits.PredictBodyBytes;

    // Our longest path with the longest id of an arm in it has a tenth of this.
    private const int RequestLineBytes = 4 * 1024;

    // A peer that is gone without a word, such as a laptop that was closed, is noticed after both.
    private static readonly TimeSpan PingAfter = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PingWithin = TimeSpan.FromSeconds(20);

    public static void Apply(KestrelServerLimits server, ListeningLimits limits)
    {
        server.MaxConcurrentConnections = limits.Connections;
        server.RequestHeadersTimeout = limits.HeadersTimeout;
        server.KeepAliveTimeout = limits.KeepAliveTimeout;
        server.MinRequestBodyDataRate = new MinDataRate(limits.BytesPerSecond, limits.Grace);
        server.MinResponseDataRate = new MinDataRate(limits.BytesPerSecond, limits.Grace);
        server.MaxRequestLineSize = RequestLineBytes;
        server.MaxRequestHeaderCount = limits.HeaderCount;
        server.MaxRequestHeadersTotalSize = limits.HeaderBytes;
        server.MaxRequestBufferSize = UnreadBytes;

        // For what no endpoint reads: those that do have limits of their own, and say so in the answer.
        server.MaxRequestBodySize = Limits.BatchBodyBytes;

        server.Http2.MaxStreamsPerConnection = limits.StreamsPerConnection;
        server.Http2.MaxRequestHeaderFieldSize = limits.HeaderBytes;
        server.Http2.InitialConnectionWindowSize = UnreadBytes;
        server.Http2.InitialStreamWindowSize = UnreadBytes;
        server.Http2.KeepAlivePingDelay = PingAfter;
        server.Http2.KeepAlivePingTimeout = PingWithin;
    }
}
