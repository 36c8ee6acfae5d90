using System.Buffers;

namespace Sentiment.Hosting.Requests;

/// <summary>A request body in rented memory. Dispose once done with the bytes; a second time does nothing.</summary>
internal sealed class PooledBody : IDisposable
{
    private byte[]? _rented;
    private int _length;

    public PooledBody(int capacity) => _rented = ArrayPool<byte>.Shared.Rent(capacity);

    public ReadOnlySpan<byte> Utf8 => _rented.AsSpan(0, _length);

    public int Length => _length;

    public void Append(in ReadOnlySequence<byte> bytes)
    {
        var length = _length + checked((int)bytes.Length);
        if (length > _rented!.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(length, _rented.Length * 2));
            Utf8.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_rented, clearArray: true);
            _rented = larger;
        }

        bytes.CopyTo(_rented.AsSpan(_length));
        _length = length;
    }

    /// <summary>Cleared on return: the next renter has no business with a client's text.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _rented, null) is { } rented)
        {
            _length = 0;
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        }
    }
}
