namespace Sentiment.Serving.Admission;

/// <summary>What one request holds of the gate's bounds. Disposing gives it back, once.</summary>
internal sealed class Reservation(AdmissionGate gate, long bytes) : IDisposable
{
    private bool _released;

    internal int Tokens { get; set; }

    internal long Cost { get; set; }

    public void Dispose()
    {
        if (!_released)
        {
            _released = true;
            gate.Release(bytes, Tokens, Cost);
        }
    }
}
