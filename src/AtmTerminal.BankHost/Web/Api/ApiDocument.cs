using AtmTerminal.Domain.Amounts;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace AtmTerminal.BankHost;

/// <summary>What the OpenAPI document says beside what the endpoints say of themselves.</summary>
internal static class ApiDocument
{
    private const string Scheme = "token";

    public static void Describe(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer(
            static (document, _, _) =>
            {
                document.Info = new()
                {
                    Title = "AtmTerminal bank host",
                    Version = "1",
                    Description =
                        "Amounts are whole numbers of minor units with their currency. A change needs an Idempotency-Key: a "
                        + "repeat gets the first answer, the same key with another question is refused with 422. What is "
                        + "refused is a problem by RFC 9457 whose detail says what to do.",
                };
                document.Servers = [];
                document.Components ??= new();
                document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
                {
                    [Scheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" },
                };
                document.Security = [new() { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
                return Task.CompletedTask;
            }
        );
        options.AddSchemaTransformer(
            static async (schema, context, stop) =>
            {
                if (context.JsonTypeInfo.Type == typeof(Currency))
                    (schema.Type, schema.Pattern) = (JsonSchemaType.String, "^[A-Z]{3}$");
                if (context.JsonTypeInfo.Type != typeof(Money))
                    return;
                // The serialiser writes it by hand, so the document cannot see what it looks like.
                var shape = await context.GetOrCreateSchemaAsync(typeof(ApiMoney), null, stop);
                (schema.Type, schema.Properties, schema.Required) = (shape.Type, shape.Properties, shape.Required);
            }
        );
        options.AddOperationTransformer(
            static (operation, context, _) =>
            {
                if (context.Description.ActionDescriptor.EndpointMetadata.OfType<IsChange>().Any())
                    (operation.Parameters ??= []).Add(KeyHeader());
                return Task.CompletedTask;
            }
        );
    }

    private static OpenApiParameter KeyHeader() =>
        new()
        {
            Name = ApiChange.Header,
            In = ParameterLocation.Header,
            Required = true,
            Description = "1 to 255 letters that name this change and no other of the caller's.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        };
}
