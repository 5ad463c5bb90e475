using System.Reflection;

namespace AtmTerminal.Architecture.Tests;

/// <summary>
/// What an assembly promises to those who compile against it, one signature a line, as "Type: member". A reference type that may be
/// null is marked with ?, one of which nothing is said with ~. What is told apart here is what could stop a caller from compiling:
/// visibility, virtual or not, parameter names and defaults, constants, bases and interfaces.
/// </summary>
internal static class PublicMembers
{
    private const BindingFlags Declared =
        BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Of(Assembly assembly) =>
        assembly.GetExportedTypes().SelectMany(Of).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Of(Type type)
    {
        var owner = NameOfDeclared(type);
        yield return $"{owner}: {KindOf(type)}";
        foreach (var wider in WiderThan(type))
            yield return $"{owner}: is a {NameOf(wider)}";
        foreach (var constructor in type.GetConstructors(Declared).Where(IsPromised))
            yield return $"{owner}: {VisibilityOf(constructor)} new({ParametersOf(constructor)})";
        foreach (var method in type.GetMethods(Declared).Where(IsPromised))
            yield return $"{owner}: {SignatureOf(method)}";
        foreach (var field in type.GetFields(Declared).Where(IsPromised))
            yield return $"{owner}: {SignatureOf(field)}";
    }

    private static bool IsPromised(MethodBase method) =>
        method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsPromised(FieldInfo field) =>
        !field.IsSpecialName && (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly);

    private static string KindOf(Type type) =>
        type.IsEnum ? $"enum of {NameOf(type.GetEnumUnderlyingType())}"
        : type.IsValueType ? "struct"
        : type.IsInterface ? "interface"
        : type switch
        {
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        } + string.Concat(type.GetGenericArguments().Select(ConstraintsOf));

    private static string ConstraintsOf(Type parameter) =>
        parameter.GenericParameterAttributes == GenericParameterAttributes.None
        && parameter.GetGenericParameterConstraints().Length == 0
            ? IsNotNull(parameter)
                ? $" where {parameter.Name} : notnull"
                : ""
            : $" where {parameter.Name} : {parameter.GenericParameterAttributes} {string.Join(", ", parameter.GetGenericParameterConstraints().Select(NameOf))}";

    // The compiler leaves no other trace of the constraint than an annotation, of the parameter or of what surrounds it.
    private static bool IsNotNull(Type parameter) =>
        (
            AnnotationOf(parameter, "NullableAttribute")
            ?? AnnotationOf(
                (MemberInfo?)parameter.DeclaringMethod ?? parameter.DeclaringType!,
                "NullableContextAttribute"
            )
        ) == 1;

    private static byte? AnnotationOf(MemberInfo member, string attribute) =>
        member
            .GetCustomAttributesData()
            .Where(a => a.AttributeType.Name == attribute)
            .Select(a => a.ConstructorArguments[0].Value as byte?)
            .FirstOrDefault();

    private static IEnumerable<Type> WiderThan(Type type)
    {
        if (type.IsEnum || type.IsSubclassOf(typeof(Delegate)))
            return [];
        var ofBase = type.BaseType?.GetInterfaces() ?? [];
        IEnumerable<Type> bases = type.BaseType is { } b && b != typeof(object) && b != typeof(ValueType) ? [b] : [];
        return bases.Concat(type.GetInterfaces().Except(ofBase));
    }

    private static string SignatureOf(MethodInfo method)
    {
        var arguments = method.GetGenericArguments();
        var generic = arguments.Length == 0 ? "" : $"<{string.Join(", ", arguments.Select(a => a.Name))}>";
        return $"{VisibilityOf(method)}{ModifierOf(method)} {Marked(method.ReturnParameter)} {method.Name}{generic}"
            + $"({ParametersOf(method)}){string.Concat(arguments.Select(ConstraintsOf))}";
    }

    private static string SignatureOf(FieldInfo field) =>
        field.IsLiteral
            ? $"{field.Name} = {Convert.ToInt64(field.GetRawConstantValue(), null)}"
            : $"{(field.IsPublic ? "public" : "protected")} {NameOf(field.FieldType)} {field.Name}";

    private static string ModifierOf(MethodInfo method) =>
        method switch
        {
            { IsStatic: true } => " static",
            { IsAbstract: true } => " abstract",
            { IsVirtual: true, IsFinal: false } when method.GetBaseDefinition() != method => " override",
            { IsVirtual: true, IsFinal: false } => " virtual",
            _ => "",
        };

    private static string VisibilityOf(MethodBase method) =>
        method.IsPublic ? "public"
        : method.IsFamily ? "protected"
        : "protected internal";

    private static string ParametersOf(MethodBase method) =>
        string.Join(
            ", ",
            method
                .GetParameters()
                .Select(p =>
                    (p.IsOut ? "out " : "")
                    + $"{Marked(p)} {p.Name}"
                    + (p.HasDefaultValue ? $" = {p.RawDefaultValue ?? "null"}" : "")
                )
        );

    private static string Marked(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (type.IsValueType || type.IsGenericParameter || type.IsByRef)
            return NameOf(type);
        return NameOf(type)
            + new NullabilityInfoContext().Create(parameter).ReadState switch
            {
                NullabilityState.Nullable => "?",
                NullabilityState.Unknown => "~",
                _ => "",
            };
    }

    private static string NameOfDeclared(Type type) =>
        type.DeclaringType is { } outer ? $"{NameOfDeclared(outer)}.{type.Name}" : $"{type.Namespace}.{NameOf(type)}";

    private static string NameOf(Type type)
    {
        if (type.IsByRef)
            return NameOf(type.GetElementType()!);
        if (type.IsArray)
            return NameOf(type.GetElementType()!) + "[]";
        if (!type.IsGenericType)
            return type.Name;
        var tick = type.Name.IndexOf('`', StringComparison.Ordinal);
        return tick < 0
            ? type.Name
            : $"{type.Name[..tick]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>";
    }
}
