using LogPlatform.Gateway.Control.Requests;
using LogPlatform.Gateway.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace LogPlatform.Gateway.Control;

/// <summary>What the OpenAPI document says beyond what the endpoints tell by themselves: title, keys, roles and parameters.</summary>
internal static class OpenApiDocumentation
{
    private const string Bearer = "key";

    private static readonly Dictionary<string, string> Parameters = new(StringComparer.Ordinal)
    {
        ["q"] = "A condition in the filter language, such as: severity >= ERROR and service = checkout. Empty means every record.",
        ["from"] = "Start of the time range: RFC 3339, 'now', '-15m', 'now-1h', or a Unix time in s, ms, us or ns.",
        ["to"] = "End of the time range, not included; as 'from'.",
        ["limit"] = "Most entries in the answer.",
        ["cursor"] = "'next' of the page before.",
        ["order"] = "newest (default) or oldest first.",
        ["buckets"] = "Number of buckets of equal width, 1 to 2000; default 60.",
        ["by"] = "A field whose most frequent values get series of their own.",
        ["fields"] = "Names of up to 20 fields with commas between.",
        ["top"] = "How many of the most frequent values are returned; default 10.",
        ["after"] = "'next' of the page before.",
        ["before"] = "'next' of the page before.",
        ["format"] = "html (default) or json.",
        ["id"] = "The id, as listed.",
        ["key"] = "A key with the role viewer or operator.",
    };

    public static void Configure(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "LogPlatform";
            document.Info.Description = "Takes logs in, keeps them, and finds them again.";
            document.Servers?.Clear();
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes[Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A key. 'X-Api-Key: KEY' does as well.",
            };
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer(IdentitySchemas.DescribeAsync);
        options.AddOperationTransformer(async (operation, context, cancellationToken) =>
        {
            foreach (var parameter in operation.Parameters ?? [])
            {
                if (parameter is OpenApiParameter described && described.Name is { } name && Parameters.TryGetValue(name, out var text))
                {
                    described.Description ??= text;
                }
            }

            AddRole(operation, context);
            await AddBodyAsync(operation, context, cancellationToken);
        });
    }

    private static async Task AddBodyAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<RequestBody>().LastOrDefault() is not { } body)
        {
            return;
        }

        IOpenApiSchema schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
        if (body.Type is { } type)
        {
            context.Document!.AddComponent(type.Name, await context.GetOrCreateSchemaAsync(type, parameterDescription: null, cancellationToken));
            schema = new OpenApiSchemaReference(type.Name, context.Document);
        }

        operation.RequestBody = new OpenApiRequestBody
        {
            Required = !body.IsOptional,
            Content = new Dictionary<string, OpenApiMediaType> { [body.ContentType] = new() { Schema = schema } },
        };
    }

    private static void AddRole(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var role = metadata.OfType<Ingest.ChecksIngestKey>().Any() ? Policies.Ingest : metadata.OfType<AuthorizeAttribute>().LastOrDefault()?.Policy;
        if (role is null)
        {
            return;
        }

        operation.Description = $"Needs the role {role}.";
        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] }];
        operation.Responses ??= [];
        operation.Responses.TryAdd("401", new OpenApiResponse { Description = "No key, or one that is unknown or has expired." });
        operation.Responses.TryAdd("403", new OpenApiResponse { Description = "The key's role does not allow this." });
    }
}
