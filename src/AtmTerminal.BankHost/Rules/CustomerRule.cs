namespace AtmTerminal.BankHost;

/// <summary>What a customer's data must be like before the bank keeps it.</summary>
internal static class CustomerRule
{
    private const int MostCharacters = 200;

    /// <summary>The data as it is kept: texts without blanks around them, the document in capitals and without blanks.</summary>
    public static CustomerData Tidy(CustomerData data) =>
        data with
        {
            Name = data.Name.Trim(),
            Document = TidyDocument(data.Document),
            DocumentIssuer = data.DocumentIssuer.Trim(),
            Address = data.Address.Trim(),
            Phone = data.Phone.Trim(),
            Email = data.Email.Trim(),
            Employer = data.Employer.Trim(),
        };

    /// <summary>A number of an identity document, however it was typed.</summary>
    public static string TidyDocument(string document) =>
        string.Concat(document.Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();

    /// <summary>What is wrong with tidy data, as a sentence; <c>null</c> when nothing is.</summary>
    public static string? Problem(CustomerData data, DateOnly today)
    {
        if (Texts(data).Any(text => text.Length > MostCharacters))
            return $"A text has more than {MostCharacters} characters: shorten it.";
        if (data.Name.Length == 0)
            return "Enter the name as the identity document has it.";
        if (data.BirthDate >= today)
            return "The birth date lies in the future: enter the one of the identity document.";
        if (data.Sex == Sex.Unknown)
            return "Enter the sex as the identity document has it.";
        if (data.Document.Length == 0 || data.DocumentIssuer.Length == 0)
            return "Enter the number of the identity document and who issued it.";
        if (data.DocumentIssuedOn <= data.BirthDate || data.DocumentIssuedOn > today)
            return "The identity document cannot have been issued on that day: enter the date printed on it.";
        if (data.Address.Length == 0)
            return "Enter the address.";
        return PhoneProblem(data.Phone) ?? EmailProblem(data.Email);
    }

    private static string? PhoneProblem(string phone) =>
        phone.Count(char.IsAsciiDigit) is >= 6 and <= 15 && phone.All(c => char.IsAsciiDigit(c) || "+ -()".Contains(c))
            ? null
            : "Enter a phone number with 6 to 15 digits.";

    /// <summary>Not everybody has one.</summary>
    private static string? EmailProblem(string email) =>
        email.Length == 0 || (email.IndexOf('@') is > 0 and var at && at < email.Length - 1 && !email.Contains(' '))
            ? null
            : "Enter an e-mail address like name@example.org, or none.";

    private static IEnumerable<string> Texts(CustomerData data) =>
        [data.Name, data.Document, data.DocumentIssuer, data.Address, data.Phone, data.Email, data.Employer];
}
