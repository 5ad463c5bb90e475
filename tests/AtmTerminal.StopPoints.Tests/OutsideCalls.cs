using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace AtmTerminal.StopPoints.Tests;

/// <summary>A place in the code that calls something outside the process.</summary>
/// <param name="In">The type whose code it is, without the types that the compiler made in it.</param>
/// <param name="Calls">The member that is called, or library and entry point.</param>
internal sealed record OutsideCall(string In, string Calls)
{
    public override string ToString() => $"{In} calls {Calls}";
}

/// <summary>Finds them in the compiled assemblies, instruction by instruction.</summary>
internal static class OutsideCalls
{
    private static readonly string[] Types =
    [
        "System.IO.File",
        "System.IO.Directory",
        "System.IO.FileStream",
        "System.IO.FileInfo",
        "System.IO.RandomAccess",
        "System.IO.MemoryMappedFiles.",
        "System.Net.Sockets.",
        "System.Net.Http.",
        "System.Net.Security.",
        "System.Data.Common.Db",
        "Microsoft.Data.Sqlite.",
        "Npgsql.",
        "System.Diagnostics.Process",
        "System.Device.Gpio.GpioController",
    ];

    // Of SQLite's calls those that can reach a file; the others work in memory.
    private static readonly string[] Sqlite =
    [
        "sqlite3_open_v2",
        "sqlite3_exec",
        "sqlite3_step",
        "sqlite3_close_v2",
        "sqlite3_backup_step",
        "sqlite3_wal_checkpoint_v2",
    ];

    // What only asks or prepares in memory: nothing outside changes, and nothing is waited for.
    private static readonly string[] Harmless =
    [
        "System.Data.Common.DbCommand.set_",
        "System.Data.Common.DbCommand.get_",
        "System.Data.Common.DbCommand.CreateParameter",
        "System.Data.Common.DbConnection.CreateCommand",
        "System.Data.Common.DbException.",
        "System.Data.Common.DbParameter",
        "System.Data.Common.DbDataReader.Get",
        "System.Data.Common.DbDataReader.IsDBNull",
        "System.Data.Common.DbConnectionStringBuilder.",
        "Microsoft.Data.Sqlite.SqliteConnectionStringBuilder.",
        "Npgsql.NpgsqlConnectionStringBuilder.",
        "Npgsql.NpgsqlParameter",
        "Npgsql.NpgsqlNoticeEventArgs.",
        "Npgsql.NpgsqlException.",
        "Npgsql.PostgresException.",
        "Npgsql.PostgresNotice.",
        "System.Net.Sockets.SocketException.",
    ];

    private static readonly Dictionary<ushort, OpCode> OpCodeOf = typeof(OpCodes)
        .GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => unchecked((ushort)code.Value));

    public static IReadOnlyList<OutsideCall> InShippedCode() =>
        [
            .. Directory
                .GetFiles(AppContext.BaseDirectory, "AtmTerminal*.dll")
                .Where(file => !IsOfTests(Path.GetFileNameWithoutExtension(file)))
                .SelectMany(In)
                .Distinct(),
        ];

    private static bool IsOfTests(string assembly) =>
        assembly.EndsWith(".Tests", StringComparison.Ordinal)
        || assembly is "AtmTerminal.TestTerminal" or "AtmTerminal.SimulatedDisk" or "AtmTerminal.Simulation";

    private static List<OutsideCall> In(string file)
    {
        using var image = new PEReader(File.OpenRead(file));
        var reader = image.GetMetadataReader();
        var calls = new List<OutsideCall>();
        foreach (var handle in reader.MethodDefinitions)
        {
            var method = reader.GetMethodDefinition(handle);
            var place = OuterName(reader, method.GetDeclaringType());
            if (NativeName(reader, method) is { } native)
                calls.Add(new(place, native));
            if (method.RelativeVirtualAddress == 0)
                continue;
            var code = image.GetMethodBody(method.RelativeVirtualAddress).GetILBytes()!;
            calls.AddRange(Called(reader, code).Where(IsOutside).Select(name => new OutsideCall(place, name)));
        }
        return calls;
    }

    private static string? NativeName(MetadataReader reader, MethodDefinition method)
    {
        if ((method.Attributes & System.Reflection.MethodAttributes.PinvokeImpl) == 0)
            return null;
        var import = method.GetImport();
        return $"{reader.GetString(reader.GetModuleReference(import.Module).Name)}!{reader.GetString(import.Name)}";
    }

    private static bool IsOutside(string name) =>
        !Harmless.Any(harmless => name.StartsWith(harmless, StringComparison.Ordinal))
        && (
            Types.Any(type =>
                type.EndsWith('.') || type.EndsWith("Db", StringComparison.Ordinal)
                    ? name.StartsWith(type, StringComparison.Ordinal)
                    : name.StartsWith(type + ".", StringComparison.Ordinal)
            ) || Sqlite.Any(call => name == $"SQLitePCL.raw.{call}")
        );

    private static IEnumerable<string> Called(MetadataReader reader, byte[] code)
    {
        for (var at = 0; at < code.Length; )
        {
            var value = code[at] == 0xFE ? (ushort)(0xFE00 | code[at + 1]) : code[at];
            var operation = OpCodeOf[value];
            at += operation.Size;
            if (operation.OperandType == OperandType.InlineMethod)
                if (NameOf(reader, MetadataTokens.EntityHandle(BitConverter.ToInt32(code, at))) is { } name)
                    yield return name;
            at += OperandBytes(operation, code, at);
        }
    }

    private static int OperandBytes(OpCode operation, byte[] code, int at) =>
        operation.OperandType switch
        {
            OperandType.InlineNone => 0,
            OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
            OperandType.InlineVar => 2,
            OperandType.InlineI8 or OperandType.InlineR => 8,
            OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(code, at),
            _ => 4,
        };

    private static string? NameOf(MetadataReader reader, EntityHandle handle)
    {
        if (handle.Kind == HandleKind.MethodSpecification)
            handle = reader.GetMethodSpecification((MethodSpecificationHandle)handle).Method;
        if (handle.Kind != HandleKind.MemberReference)
            return null;
        var member = reader.GetMemberReference((MemberReferenceHandle)handle);
        if (member.Parent.Kind != HandleKind.TypeReference)
            return null;
        var type = reader.GetTypeReference((TypeReferenceHandle)member.Parent);
        return $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}.{reader.GetString(member.Name)}";
    }

    private static string OuterName(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        while (!type.GetDeclaringType().IsNil)
            type = reader.GetTypeDefinition(type.GetDeclaringType());
        var space = reader.GetString(type.Namespace);
        return space.Length == 0 ? reader.GetString(type.Name) : $"{space}.{reader.GetString(type.Name)}";
    }
}
