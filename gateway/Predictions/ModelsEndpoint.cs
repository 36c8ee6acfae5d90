using Sentiment.Contracts;
using Sentiment.Contracts.Models;
using Sentiment.Gateway.Dispatch;
using Sentiment.Gateway.Experiments;
using Sentiment.Hosting.Requests;

namespace Sentiment.Gateway.Predictions;

/// <summary><c>GET /api/v1/models</c>: every replica of every arm, asked now and side by side; those that cannot be asked are listed, too.</summary>
internal sealed class ModelsEndpoint(ArmSelector arms, ModelsClient replicas)
{
    public async Task HandleAsync(HttpContext context)
    {
        var request = context.RequestContext();
        var asked = arms.Arms.SelectMany(arm => replicas.AskAll(arm, request)).ToArray();
        var models = await Task.WhenAll(asked);
        await JsonAnswer.WriteAsync(context, new ModelsResponse([.. models.SelectMany(static of => of)]), ContractsJson.Default.ModelsResponse);
    }
}
