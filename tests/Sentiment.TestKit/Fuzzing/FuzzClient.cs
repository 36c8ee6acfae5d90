using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sentiment.TestKit.Fuzzing;

/// <summary>Sends one request after the other over a bare socket and says what is wrong with the answers.</summary>
/// <param name="server">Where.</param>
/// <param name="limit">Longest that an answer may take: beyond it is a hang.</param>
public sealed class FuzzClient(IPEndPoint server, TimeSpan limit) : IDisposable
{
    private const int MaximumAnswer = 4 * 1024 * 1024;
    private const string Version = "HTTP/1.1 ";
    private const string Interim = Version + "100";
    private const string NewLine = "\r\n";
    private const string EndOfHead = NewLine + NewLine;
    private const string EndOfChunks = "0" + EndOfHead;
    private const string Length = NewLine + "Content-Length: ";
    private const string LastOnConnection = NewLine + "Connection: close";
    private const string Overloaded = "\"E4005\"";
    private const string Late = "\"E2003\"";
    private const int StatusDigits = 3;

    private readonly byte[] _buffer = new byte[16 * 1024];
    private Socket? _socket;

    /// <summary>Answers so far, by status; 0 is a connection that was closed without one.</summary>
    public IDictionary<int, int> Statuses { get; } = new SortedDictionary<int, int>();

    /// <returns>What is wrong, or null.</returns>
    public async Task<string?> SendAsync(FuzzedRequest request, CancellationToken stop)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(stop);
        time.CancelAfter(limit);
        try
        {
            var answer = await ExchangeAsync(request, time.Token);
            var status = StatusOf(answer);
            Statuses[status] = Statuses.TryGetValue(status, out var count) ? count + 1 : 1;
            return FlawOf(status, IsHead(request) ? Overloaded + Late : answer);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            Close();
            return $"no answer within {limit.TotalSeconds:0} s";
        }
    }

    public void Dispose() => Close();

    private async Task<string> ExchangeAsync(FuzzedRequest request, CancellationToken stop)
    {
        var answer = new StringBuilder();
        try
        {
            if (_socket is null)
            {
                _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await _socket.ConnectAsync(server, stop);
            }

            for (var sent = 0; sent < request.Bytes.Length;)
            {
                sent += await _socket.SendAsync(request.Bytes.AsMemory(sent), stop);
            }

            if (!request.IsFramed)
            {
                // Nothing more is to come, whatever it promised.
                _socket.Shutdown(SocketShutdown.Send);
            }

            var isHead = IsHead(request);
            while (answer.Length < MaximumAnswer && !IsWhole(answer.ToString(), isHead))
            {
                var read = await _socket.ReceiveAsync(_buffer, stop);
                if (read == 0)
                {
                    Close();
                    return answer.ToString();
                }

                answer.Append(Encoding.Latin1.GetString(_buffer, 0, read));
            }
        }
        catch (SocketException)
        {
            // The server has had enough of it: that is an answer, and what came before it counts.
            Close();
            return answer.ToString();
        }

        if (!request.IsFramed || answer.ToString().Contains(LastOnConnection, StringComparison.OrdinalIgnoreCase))
        {
            Close();
        }

        return answer.ToString();
    }

    // Its answer has no body, and so no code.
    private static bool IsHead(FuzzedRequest request) => request.Bytes.AsSpan().StartsWith("HEAD "u8);

    // An interim answer (100) is none.
    private static bool IsWhole(string answer, bool isHead)
    {
        var headEnd = answer.IndexOf(EndOfHead, StringComparison.Ordinal);
        if (headEnd < 0)
        {
            return false;
        }

        if (answer.StartsWith(Interim, StringComparison.Ordinal))
        {
            return IsWhole(answer[(headEnd + EndOfHead.Length)..], isHead);
        }

        var (head, body) = (answer[..headEnd], answer[(headEnd + EndOfHead.Length)..]);
        if (isHead || StatusOf(answer) is 204 or 304)
        {
            return true;
        }

        var at = head.IndexOf(Length, StringComparison.OrdinalIgnoreCase);
        return at < 0
            ? body.EndsWith(EndOfChunks, StringComparison.Ordinal)
            : body.Length >= int.Parse(head[(at + Length.Length)..].Split(NewLine)[0], CultureInfo.InvariantCulture);
    }

    private static int StatusOf(string answer)
    {
        var last = answer.StartsWith(Interim, StringComparison.Ordinal) ? answer.IndexOf(EndOfHead, StringComparison.Ordinal) + EndOfHead.Length : 0;
        var digits = last + Version.Length;
        return answer.Length >= digits + StatusDigits && answer.AsSpan(last).StartsWith(Version, StringComparison.Ordinal)
            ? int.Parse(answer.AsSpan(digits, StatusDigits), CultureInfo.InvariantCulture)
            : 0;
    }

    private static string? FlawOf(int status, string answer) => status switch
    {
        503 when answer.Contains(Overloaded, StringComparison.Ordinal) => null,
        504 when answer.Contains(Late, StringComparison.Ordinal) => null,
        503 or 504 => $"{status} without {(status == 503 ? Overloaded : Late)}: {answer}",
        505 => null,
        >= 500 => $"status {status}: {answer}",
        _ => null,
    };

    private void Close()
    {
        _socket?.Dispose();
        _socket = null;
    }
}
