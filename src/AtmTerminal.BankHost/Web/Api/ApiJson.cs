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
        options.Converters.Add(new MoneyJson());
        options.Converters.Add(new CurrencyJson());
        return options;
    }
}

/// <summary>An amount as other systems read and write it: <c>{"minorUnits": 12345, "currency": "UAH"}</c>.</summary>
/// <param name="MinorUnits">12345 for 123.45 UAH, 50000 for 50,000 VND.</param>
internal sealed record ApiMoney(long MinorUnits, Currency Currency);

/// <summary>Writes and reads an amount as <see cref="ApiMoney"/>.</summary>
internal sealed class MoneyJson : JsonConverter<Money>
{
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<ApiMoney>(ref reader, options) is { } money
            ? Money.FromMinorUnits(money.MinorUnits, money.Currency)
            : throw new JsonException("An amount is an object of minorUnits and currency.");

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, new ApiMoney(value.MinorUnits, value.Currency), options);
}

/// <summary>A currency is its three letters.</summary>
internal sealed class CurrencyJson : JsonConverter<Currency>
{
    public override Currency Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Currency.TryFromCode(reader.GetString() ?? "")
        ?? throw new JsonException($"A currency is one of {string.Join(", ", Currency.All)}.");

    public override void Write(Utf8JsonWriter writer, Currency value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Code);
}
