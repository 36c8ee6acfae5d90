using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Hosting.Configuration;

namespace Sentiment.Gateway.Documentation;

internal static class DocumentationExtensions
{
    public static void AddDocumentation(this IServiceCollection services)
    {
        services.AddSentimentOptions<DocumentationOptions, DocumentationOptionsValidator>(DocumentationOptions.Section);
        services.AddSingleton<ReaderLimit>();
        services.ConfigureHttpJsonOptions(static json => AsOnTheWire(json.SerializerOptions));
        services.AddSingleton<ContractDocument>();
        services.AddOpenApi(ContractDocument.Name, static options =>
        {
            options.ShouldInclude = static endpoint => Described.Of(endpoint) is not null;
            options.AddSchemaTransformer(new SchemaDetails());
            options.AddOperationTransformer(new OperationWriter());
            options.AddDocumentTransformer(new ContractWriter());
        });
    }

    /// <summary>The contract as a document and as a page, unless it is switched off. Open to everybody: who has no key yet wants to know what it is for.</summary>
    public static void MapDocumentation(this IEndpointRouteBuilder endpoints)
    {
        if (!endpoints.ServiceProvider.GetRequiredService<IOptions<DocumentationOptions>>().Value.Enabled)
        {
            return;
        }

        var open = endpoints.MapGroup(string.Empty).AllowAnonymous();
        ((IEndpointConventionBuilder)open).Finally(ReaderLimit.Guard);
        open.MapGet(ContractDocument.Path, static context => context.RequestServices.GetRequiredService<ContractDocument>().ServeAsync(context));
        open.MapDocsPage();
    }

    /// <summary>Makes the endpoint part of the contract.</summary>
    /// <typeparam name="TAnswer">Of a good answer.</typeparam>
    /// <param name="endpoint">Says nothing of it by itself: it takes the request as it is.</param>
    /// <param name="operation">What else there is to say.</param>
    public static RouteHandlerBuilder Describe<TAnswer>(this RouteHandlerBuilder endpoint, Func<Operation> operation) =>
        endpoint.WithMetadata(new Described(operation)).Produces<TAnswer>().Produces<Problem>(StatusCodes.Status500InternalServerError, Problem.MediaType);

    /// <summary>Makes the endpoint, which has a body, part of the contract.</summary>
    /// <typeparam name="TBody">Of the request.</typeparam>
    /// <typeparam name="TAnswer">Of a good answer.</typeparam>
    /// <param name="endpoint">Says nothing of it by itself: it takes the request as it is.</param>
    /// <param name="operation">What else there is to say.</param>
    public static RouteHandlerBuilder Describe<TBody, TAnswer>(this RouteHandlerBuilder endpoint, Func<Operation> operation) =>
        endpoint.WithMetadata(new DescribedBody(typeof(TBody))).Describe<TAnswer>(operation);

    // By these the document's maker reads our types. What is sent is written by ContractsJson itself.
    private static void AsOnTheWire(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = ContractsJson.Default.Options.PropertyNamingPolicy;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectRequiredConstructorParameters = true;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower));
    }
}
