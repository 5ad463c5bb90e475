namespace AtmTerminal.Iso8583;

/// <summary>Where a field's value lies in the message's memory, in bytes.</summary>
internal readonly record struct Slot(ushort Start, ushort Length);
