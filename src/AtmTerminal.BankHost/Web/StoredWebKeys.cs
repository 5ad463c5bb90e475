using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace AtmTerminal.BankHost;

/// <summary>
/// The keys that sign the hidden field of each form, in the store: a form from one copy of the host may be sent to another, or
/// to the same one after a restart. Sessions do not hang on them; who could read them from the store gains no session.
/// </summary>
internal sealed class StoredWebKeys(HostDatabase database) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() =>
        database.Read(sql => sql.All("SELECT content FROM web_key", static row => XElement.Parse(row.GetString(0))));

    public void StoreElement(XElement element, string friendlyName) =>
        database.InTransaction(sql =>
            sql.Execute(
                "INSERT INTO web_key (name, content) VALUES (@name, @content)",
                ("@name", friendlyName),
                ("@content", element.ToString(SaveOptions.DisableFormatting))
            )
        );
}
