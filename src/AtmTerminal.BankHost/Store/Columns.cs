using System.Data.Common;
using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.BankHost;

/// <summary>How values of the house are written into columns and read back.</summary>
internal static class Columns
{
    public static long ToColumn(this DateOnly day) => day.Year * 10_000L + day.Month * 100L + day.Day;

    public static DateOnly Day(this DbDataReader row, int column)
    {
        var day = (int)row.GetInt64(column);
        return new(day / 10_000, day / 100 % 100, day % 100);
    }

    public static DateOnly? DayOrNull(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.Day(column);

    public static long ToColumn(this DateTimeOffset moment) => moment.ToUnixTimeMilliseconds();

    public static DateTimeOffset Moment(this DbDataReader row, int column) =>
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

    public static string? TextOrNull(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);

    public static Money Amount(this DbDataReader row, int column, int currencyColumn) =>
        Money.FromMinorUnits(row.GetInt64(column), CurrencyNamed(row.GetString(currencyColumn)));

    public static Money? AmountOrNull(this DbDataReader row, int column, int currencyColumn) =>
        row.IsDBNull(column) ? null : row.Amount(column, currencyColumn);

    /// <summary>Names of our own enumerations are the words in the tables.</summary>
    public static T Word<T>(this DbDataReader row, int column)
        where T : struct, Enum => Enum.Parse<T>(row.GetString(column));

    public static Currency CurrencyNamed(string code) =>
        Currency.TryFromCode(code)
        ?? (code.Length == 0 ? Currency.None : throw new InvalidDataException($"The store names a currency '{code}'."));
}
