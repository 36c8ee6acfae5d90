using System.Globalization;
using System.Text;

namespace Sentiment.Hosting.Requests;

/// <summary>The <c>Server-Timing</c> header: stages of one request in milliseconds. For one request's own thread of control.</summary>
public sealed class ServerTiming
{
    private readonly StringBuilder _header = new();

    public bool IsEmpty => _header.Length == 0;

    /// <param name="stage">An HTTP token: <c>queue</c>, <c>tokenize</c>, <c>infer</c>, <c>gateway</c>, <c>cache</c>.</param>
    /// <param name="duration">How long the stage took.</param>
    public void Add(string stage, TimeSpan duration)
    {
        Separate();
        _header.Append(CultureInfo.InvariantCulture, $"{stage};dur={duration.TotalMilliseconds:0.###}");
    }

    /// <summary>Takes over the entries of an upstream's header.</summary>
    public void Append(string header)
    {
        Separate();
        _header.Append(header);
    }

    public override string ToString() => _header.ToString();

    private void Separate()
    {
        if (_header.Length > 0)
        {
            _header.Append(", ");
        }
    }
}
