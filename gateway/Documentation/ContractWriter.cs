using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Sentiment.Contracts.Errors;
using OurHeaders = Sentiment.Contracts.HeaderNames;

namespace Sentiment.Gateway.Documentation;

/// <summary>What the document says of the API as a whole, and what its operations refer to.</summary>
internal sealed class ContractWriter : IOpenApiDocumentTransformer
{
    public const string Title = "Sentiment";

    private const string ApiKey = "api_key";
    private const string Bearer = "bearer";

    // Of the contract, as in its paths; not of the build, which changes without it.
    private const string Version = "1";

    private const string Description =
        $"""
        Send a text, get `POSITIVE` or `NEGATIVE` and how sure the model is.

        **A key** goes along as `{OurHeaders.ApiKey}` or as `Authorization: Bearer`. `./sentiment up` prints one for development, `./sentiment keys create` makes others; of a gateway that
        somebody else runs, ask whoever runs it.

        **Errors** are `application/problem+json`. Programs decide by `code`; [the list]({ErrorCatalog.DocumentationPath}) says what to do about each. What the server refuses before it has
        read a request (400 for broken HTTP, 408, 431, 505) has no body.
        """;

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo { Title = Title, Version = Version, Description = Description.ReplaceLineEndings("\n") };

        // The document is the same wherever it is served: its paths are relative to where it was found.
        document.Servers = null;
        document.Tags = Tags.All();
        BatchItemSchema.Write(document);
        PoolOperations.Write(document);
        var components = document.Components!;
        components.Parameters = RequestParameters.All();
        components.Headers = AnswerHeaders.All();
        components.SecuritySchemes = SecuritySchemes();
        document.Security = [Needs(ApiKey, document), Needs(Bearer, document)];
        return Task.CompletedTask;
    }

    private static Dictionary<string, IOpenApiSecurityScheme> SecuritySchemes() => new(StringComparer.Ordinal)
    {
        [ApiKey] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Header,
            Name = OurHeaders.ApiKey,
            Description = "A key of this gateway, `sk-ID-SECRET`.",
        },
        [Bearer] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "The same key, or a JSON web token of the identity provider that this gateway trusts, if there is one.",
        },
    };

    private static OpenApiSecurityRequirement Needs(string scheme, OpenApiDocument document) => new() { [new OpenApiSecuritySchemeReference(scheme, document)] = [] };
}
