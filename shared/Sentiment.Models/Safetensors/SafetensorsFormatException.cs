namespace Sentiment.Models.Safetensors;

/// <summary>The content is not a safetensors file that can be trusted, or does not hold the tensor that was asked for.</summary>
public sealed class SafetensorsFormatException : Exception
{
    public SafetensorsFormatException()
    {
    }

    public SafetensorsFormatException(string message)
        : base(message)
    {
    }

    public SafetensorsFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
