using System.Net;

namespace AtmTerminal.BankHost;

/// <summary>Where the console and the open interface are served.</summary>
/// <param name="Address">Loopback, unless the bank's own network may reach it.</param>
/// <param name="Port">0 lets the system choose.</param>
/// <param name="CertificateFile">PEM with certificate and key; <c>null</c> serves plain HTTP, which only loopback may.</param>
internal sealed record WebOptions(IPAddress Address, int Port, string? CertificateFile = null);
