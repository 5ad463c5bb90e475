using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Withdrawals;

namespace AtmTerminal.Journal.Store;

/// <summary>An amount as minor units and currency in one string, <c>"150000 UAH"</c>; <c>"0"</c> for no currency.</summary>
internal sealed class MoneyConverter : JsonConverter<Money>
{
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Parse(reader.GetString()) ?? throw new JsonException("An amount must read like '150000 UAH'.");

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Format(value));

    public static string Format(Money value) =>
        string.Create(CultureInfo.InvariantCulture, $"{value.MinorUnits} {value.Currency.Code}").TrimEnd();

    public static Money? Parse(string? text)
    {
        var parts = (text ?? "").Split(' ');
        if (!long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var minorUnits))
            return null;
        return parts.Length switch
        {
            1 => Money.FromMinorUnits(minorUnits, Currency.None),
            2 when Currency.TryFromCode(parts[1]) is { } currency => Money.FromMinorUnits(minorUnits, currency),
            _ => null,
        };
    }
}

/// <summary>A denomination as its face value.</summary>
internal sealed class DenominationConverter : JsonConverter<Denomination>
{
    public override Denomination Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(
            MoneyConverter.Parse(reader.GetString())
                ?? throw new JsonException("A face value must read like '10000 UAH'.")
        );

    public override void Write(Utf8JsonWriter writer, Denomination value, JsonSerializerOptions options) =>
        writer.WriteStringValue(MoneyConverter.Format(value.Value));
}

/// <summary>Counts as an object of unit and notes, <c>{"1":2,"3":1}</c>.</summary>
internal sealed class NoteCountsConverter : JsonConverter<NoteCounts>
{
    public override NoteCounts Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("Note counts must be an object.");
        var counts = new List<KeyValuePair<string, int>>();
        // The serializer hands over a whole value, so every Read finds a token.
        for (reader.Read(); reader.TokenType != JsonTokenType.EndObject; reader.Read())
        {
            var unit = reader.GetString()!;
            reader.Read();
            if (reader.TokenType != JsonTokenType.Number || reader.GetInt32() < 0)
                throw new JsonException("A count of notes must be a number from zero.");
            counts.Add(new(unit, reader.GetInt32()));
        }
        return NoteCounts.Of(counts);
    }

    public override void Write(Utf8JsonWriter writer, NoteCounts value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (unit, notes) in value)
            writer.WriteNumber(unit, notes);
        writer.WriteEndObject();
    }
}

/// <summary>A withdrawal number as a number.</summary>
internal sealed class WithdrawalNumberConverter : JsonConverter<WithdrawalNumber>
{
    public override WithdrawalNumber Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) => new(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, WithdrawalNumber value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.Value);
}
