namespace AtmTerminal.BankHost;

/// <summary>A customer's data as a form sends it: everything text, nothing understood yet.</summary>
public sealed class CustomerFields
{
    public string Name { get; set; } = "";

    public string BirthDate { get; set; } = "";

    public string Sex { get; set; } = "";

    public string Document { get; set; } = "";

    public string DocumentIssuer { get; set; } = "";

    public string DocumentIssuedOn { get; set; } = "";

    public string Address { get; set; } = "";

    public string Phone { get; set; } = "";

    public string Email { get; set; } = "";

    public string Employer { get; set; } = "";

    internal static CustomerFields Of(CustomerData data) =>
        new()
        {
            Name = data.Name,
            BirthDate = data.BirthDate == DateOnly.MinValue ? "" : data.BirthDate.Text(),
            Sex = data.Sex.ToString(),
            Document = data.Document,
            DocumentIssuer = data.DocumentIssuer,
            DocumentIssuedOn = data.DocumentIssuedOn == DateOnly.MinValue ? "" : data.DocumentIssuedOn.Text(),
            Address = data.Address,
            Phone = data.Phone,
            Email = data.Email,
            Employer = data.Employer,
        };

    /// <summary>The data; <c>null</c> when a date is none. Everything else is for the rules to judge.</summary>
    internal CustomerData? Read() =>
        Typed.Day(BirthDate) is { } born && Typed.Day(DocumentIssuedOn) is { } issued
            ? new(
                Name ?? "",
                born,
                Enum.TryParse<Sex>(Sex, out var sex) ? sex : BankHost.Sex.Unknown,
                Document ?? "",
                DocumentIssuer ?? "",
                issued,
                Address ?? "",
                Phone ?? "",
                Email ?? "",
                Employer ?? ""
            )
            : null;
}
