namespace Sentiment.TestKit;

/// <summary>Whether a server answers, as whoever waits for it asks again and again.</summary>
public static class HttpProbe
{
    private static readonly HttpClient Client = new();

    /// <param name="address">Of what is asked for; where nobody listens, nobody answers.</param>
    /// <param name="cancellationToken">Of the test.</param>
    public static async ValueTask<bool> IsWellAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await Client.GetAsync(address, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Whether a service is ready.</summary>
    /// <param name="service">Address of either of its ports.</param>
    /// <param name="cancellationToken">Of the test.</param>
    public static ValueTask<bool> IsReadyAsync(Uri service, CancellationToken cancellationToken) => IsWellAsync(new Uri(service, "/health/ready"), cancellationToken);
}
