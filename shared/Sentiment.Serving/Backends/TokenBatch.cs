using System.Buffers;

namespace Sentiment.Serving.Backends;

/// <summary>
/// Texts of one run as token ids, ragged: one after the other, without padding. Owns rented memory: dispose once the run is over;
/// a second time does nothing.
/// </summary>
public sealed class TokenBatch : IDisposable
{
    private readonly int[] _ids;
    private readonly int[] _ends;
    private bool _disposed;

    /// <param name="texts">Most texts that will be added.</param>
    /// <param name="tokens">Most tokens of all of them.</param>
    public TokenBatch(int texts, int tokens)
    {
        _ids = ArrayPool<int>.Shared.Rent(tokens);
        _ends = ArrayPool<int>.Shared.Rent(texts);
    }

    /// <summary>Texts added so far.</summary>
    public int Count { get; private set; }

    /// <summary>Tokens of all texts, without padding.</summary>
    public int Tokens => Count == 0 ? 0 : _ends[Count - 1];

    /// <summary>Tokens of the longest text.</summary>
    public int Longest { get; private set; }

    /// <summary>The token ids of all texts, one after the other.</summary>
    public ReadOnlySpan<int> Ids => _ids.AsSpan(0, Tokens);

    /// <summary>The token ids of a text, special tokens included.</summary>
    public ReadOnlySpan<int> this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            var start = index == 0 ? 0 : _ends[index - 1];
            return _ids.AsSpan(start, _ends[index] - start);
        }
    }

    public void Add(ReadOnlySpan<int> ids)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ids.CopyTo(_ids.AsSpan(Tokens));
        var end = Tokens + ids.Length;
        _ends[Count++] = end;
        Longest = Math.Max(Longest, ids.Length);
    }

    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            ArrayPool<int>.Shared.Return(_ids);
            ArrayPool<int>.Shared.Return(_ends);
        }
    }
}
