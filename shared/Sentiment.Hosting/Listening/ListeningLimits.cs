using System.ComponentModel.DataAnnotations;

namespace Sentiment.Hosting.Listening;

/// <summary>What one connection may take of a service's time and memory before anybody knows whose it is: <c>Sentiment:Listen:Limits</c>.</summary>
public sealed class ListeningLimits
{
    /// <summary>Open connections of a port; one more is closed at once. Each port counts its own: probes and metrics have theirs whatever the public port has.</summary>
    /// <value>The default is 10,000.</value>
    [Range(1, 1_000_000)]
    public long Connections { get; set; } = 10_000;

    /// <summary>From the first byte of a request to the last of its headers; of a TLS handshake, all of it.</summary>
    /// <value>The default is 10 seconds: an honest client sends them in one packet.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")]
    public TimeSpan HeadersTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a connection may be idle, before its first request and between two.</summary>
    /// <value>The default is 75 seconds: more than the 60 after which most balancers and .NET's own client close it, so that they do, and never send into a closed one.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan KeepAliveTimeout { get; set; } = TimeSpan.FromSeconds(75);

    /// <summary>Bytes a second that a body must bring on average, once <see cref="Grace"/> is over, and an answer must be taken at.</summary>
    /// <value>The default is 1,024: a seventh of what a modem carries.</value>
    [Range(1, 1_000_000)]
    public double BytesPerSecond { get; set; } = 1_024;

    /// <summary>How long a body or an answer may be slower than <see cref="BytesPerSecond"/>.</summary>
    /// <value>The default is 5 seconds: a lost packet is sent again within one or two.</value>
    [Range(typeof(TimeSpan), "00:00:02", "00:01:00")]
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Headers of one request.</summary>
    /// <value>The default is 64: a browser behind two proxies sends half as many.</value>
    [Range(16, 1_000)]
    public int HeaderCount { get; set; } = 64;

    /// <summary>Bytes of one request's headers, names and values.</summary>
    /// <value>The default is 16 KiB: room for the largest token that identity providers make.</value>
    [Range(4 * 1024, 128 * 1024)]
    public int HeaderBytes { get; set; } = 16 * 1024;

    /// <summary>Requests at a time on one HTTP/2 connection.</summary>
    /// <value>The default is 100.</value>
    [Range(1, 10_000)]
    public int StreamsPerConnection { get; set; } = 100;
}
