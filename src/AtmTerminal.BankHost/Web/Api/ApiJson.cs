using System.Text.Json;
using System.Text.Json.Serialization;
using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.BankHost;

/// <summary>How values look to other systems: camel case, enumerations as words, nothing unknown taken in silence.</summary>
internal static class ApiJson
{
    public static JsonSerializerOptions Options { get; } = Set(new(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Set(JsonSerializerOptions options)
    {
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Converters.Add(new JsonStringEnumConverter());
        return options;
    }
}

/// <summary>An amount as other systems read and write it.</summary>
/// <param name="MinorUnits">12345 for 123.45 UAH, 50000 for 50,000 VND.</param>
/// <param name="Currency">Three letters of ISO 4217.</param>
internal sealed record ApiMoney(long MinorUnits, string Currency)
{
    public static ApiMoney Of(Money amount) => new(amount.MinorUnits, amount.Currency.Code);
}
