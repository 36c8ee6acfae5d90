using Sentiment.Gateway.Auth;
using Sentiment.Gateway.Dashboard;
using Sentiment.Gateway.Documentation;
using Sentiment.Gateway.Edge;
using Sentiment.Gateway.Feedback;
using Sentiment.Gateway.Passthrough;
using Sentiment.Gateway.Playground;
using Sentiment.Gateway.Predictions;
using Sentiment.Gateway.RateLimiting;

namespace Sentiment.Gateway;

/// <summary>
/// THE ORDER in which everything happens to a request; the numbers are the design's, and a pool goes on with 9.
/// A step refuses for less work than the next one would cost.
/// <list type="number">
/// <item>edge: what browsers may do with the answer, correlation id, deadline, problems, who is in front, which endpoint on which port. First, so that every later refusal can be read and traced and has one shape.</item>
/// <item>auth: who, from the headers alone. Before the body, so that a stranger cannot make us read one.</item>
/// <item>request charge: may they, by the plan of whoever calls, and then by the scopes of its key, whose refusal costs a request, too. Before the body, which costs more than to count; a batch's texts are charged behind 4, tokens behind 7.</item>
/// <item>parse, validate: the body once, strictly. Before the arm, because the body may name a backend.</item>
/// <item>arm: which variant answers. Before dispatch, and even when nothing can: who was assigned must not depend on health.</item>
/// <item>cache: is it known, or being asked. Behind the arm, because arms may serve different models; before dispatch, which is what it spares.</item>
/// <item>dispatch: which replica of the arm, and whom to ask when it does not answer.</item>
/// <item>pass-through: calls that a pool answers as it likes; under 1 to 3, beside 4 to 7.</item>
/// </list>
/// </summary>
internal static class GatewayPipeline
{
    public static void UseGatewayPipeline(this WebApplication app)
    {
        app.UseEdge();          // 1
        app.UseAuth();          // 2
        app.UseRateLimits();    // 3
        app.UseScopes();        // 3, its end
        app.MapPredictions();   // 4 to 7: PredictEndpoint and BatchEndpoint follow these numbers
        app.MapFeedback();      // beside them: what a client says of an answer
        app.MapPassthrough();   // 8
        app.MapOpenEndpoints(); // what 2 lets by: probes, metrics, the documentation of errors
        app.MapDocumentation(); // and the contract
        app.MapPlayground();    // and a page to try it
        app.MapDashboard();     // what operators look at, on the management port
    }
}
