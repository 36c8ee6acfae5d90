namespace Sentiment.Serving.Admission;

/// <summary>The bytes and tokens that one request holds of the gate's bounds. Disposing gives them back, once.</summary>
internal sealed class Reservation(AdmissionGate gate, long bytes) : IDisposable
{
    private bool _released;

    internal int Tokens { get; set; }

    public void Dispose()
    {
        if (!_released)
        {
            _released = true;
            gate.Release(bytes, Tokens);
        }
    }
}
