using System.Net.ServerSentEvents;
using System.Text.Json;
using Sentiment.Gateway.Tests.Kit;

namespace Sentiment.Gateway.Tests.Dashboard;

/// <summary>A dashboard that is open, without a browser.</summary>
internal sealed class EventStream : IAsyncDisposable
{
    public const string Path = "/dashboard/events";

    private readonly HttpResponseMessage _response;
    private readonly IAsyncEnumerator<SseItem<string>> _events;

    private EventStream(HttpResponseMessage response, Stream content)
    {
        _response = response;
        _events = SseParser.Create(content).EnumerateAsync(Requests.Token).GetAsyncEnumerator(Requests.Token);
    }

    public static async Task<EventStream> OpenAsync(HttpClient management)
    {
        var response = await management.GetAsync(Path, HttpCompletionOption.ResponseHeadersRead, Requests.Token);
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return new EventStream(response, await response.Content.ReadAsStreamAsync(Requests.Token));
    }

    /// <summary>Reads on until a snapshot is as wanted. One comes each second; the test's own time limit ends it.</summary>
    public async Task<JsonElement> UntilAsync(Func<JsonElement, bool> isWanted)
    {
        while (await _events.MoveNextAsync())
        {
            Assert.Equal("snapshot", _events.Current.EventType);
            var snapshot = JsonDocument.Parse(_events.Current.Data).RootElement;
            if (isWanted(snapshot))
            {
                return snapshot;
            }
        }

        throw new InvalidOperationException("The stream has ended before.");
    }

    /// <summary>Types of the events to the end of the stream.</summary>
    public async Task<IReadOnlyList<string>> RestAsync()
    {
        var types = new List<string>();
        while (await _events.MoveNextAsync())
        {
            types.Add(_events.Current.EventType);
        }

        return types;
    }

    public async ValueTask DisposeAsync()
    {
        await _events.DisposeAsync();
        _response.Dispose();
    }
}
