using System.Globalization;
using LogPlatform.Core.Releases;
using LogPlatform.Core.Rewinds;
using LogPlatform.Core.Rollouts;
using LogPlatform.Core.Slots;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace LogPlatform.Gateway.Control;

/// <summary>Describes Core's identities in the OpenAPI document: they have converters of their own, which the framework cannot see into.</summary>
internal static class IdentitySchemas
{
    private static readonly Dictionary<Type, OpenApiSchema> Schemas = new()
    {
        [typeof(ReleaseId)] = Text("1 to 64 characters of A-Z a-z 0-9 . _ + -, not starting with a dot.", "^[A-Za-z0-9_+-][A-Za-z0-9._+-]{0,63}$"),
        [typeof(Fingerprint)] = Text("SHA-256, 64 lower-case hexadecimal digits.", "^[0-9a-f]{64}$"),
        [typeof(DeploymentId)] = Number("The number of a deployment, counting up from 1."),
        [typeof(Generation)] = Number("The number of a switch. It only grows."),
        [typeof(RewindId)] = Number("The number of a rewind, counting up from 1."),
    };

    /// <summary>Gives such a type its schema.</summary>
    public static Task DescribeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (Schemas.TryGetValue(bare, out var known))
        {
            (schema.Type, schema.Format, schema.Pattern, schema.Description, schema.Minimum) = (known.Type, known.Format, known.Pattern, known.Description, known.Minimum);
            if (bare != type)
            {
                schema.Type |= JsonSchemaType.Null;
            }
        }

        return Task.CompletedTask;
    }

    private static OpenApiSchema Text(string description, string pattern) => new() { Type = JsonSchemaType.String, Description = description, Pattern = pattern };

    private static OpenApiSchema Number(string description) =>
        new() { Type = JsonSchemaType.Integer, Format = "int64", Description = description, Minimum = 1.ToString(CultureInfo.InvariantCulture) };
}
