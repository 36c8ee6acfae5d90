using Sentiment.Gateway.Auth;
using Sentiment.Gateway.Edge;
using Sentiment.Gateway.Passthrough;
using Sentiment.Gateway.Predictions;

namespace Sentiment.Gateway;

/// <summary>
/// THE ORDER in which everything happens to a request; the numbers are the design's, and a pool goes on with 9.
/// A step refuses for less work than the next one would cost.
/// <list type="number">
/// <item>edge: correlation id, deadline, problems, which endpoint on which port. First, so that every later refusal can be traced and has one shape.</item>
/// <item>auth: who, from the headers alone. Before the body, so that a stranger cannot make us read one.</item>
/// <item value="4">parse, validate: the body once, strictly. Before the arm, because the body may name a backend.</item>
/// <item value="5">arm: which variant answers. Before dispatch, and even when nothing can: who was assigned must not depend on health.</item>
/// <item value="7">dispatch: which replica of the arm, and whom to ask when it does not answer.</item>
/// <item value="8">pass-through: calls that a pool answers as it likes; under 1 and 2, beside 4 to 7.</item>
/// </list>
/// </summary>
internal static class GatewayPipeline
{
    public static void UseGatewayPipeline(this WebApplication app)
    {
        app.UseEdge();          // 1
        app.UseApiKeys();       // 2
        app.MapPredictions();   // 4, 5, 7: PredictEndpoint and BatchEndpoint follow these numbers
        app.MapPassthrough();   // 8
        app.MapOpenEndpoints(); // what 2 lets by: probes, metrics, the documentation of errors
    }
}
