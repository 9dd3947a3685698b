using Mono.Cecil;

namespace Sentry.Releases.Tests.Architecture;

/// <summary>A type or member that code of a namespace names.</summary>
/// <param name="Namespace">The namespace of the code.</param>
/// <param name="Type">The full name of the type named.</param>
/// <param name="Member">The member named; empty where only the type is.</param>
internal sealed record Use(string Namespace, string Type, string Member)
{
    public override string ToString() => $"{Namespace} uses {Type}{(Member.Length == 0 ? "" : "." + Member)}";
}

/// <summary>Reads out of a compiled assembly what its code names.</summary>
internal static class AssemblyUses
{
    public static IReadOnlyList<Use> Of(string path)
    {
        using var module = ModuleDefinition.ReadModule(path);
        return [.. module.GetTypes().SelectMany(OfType).Distinct()];
    }

    private static IEnumerable<Use> OfType(TypeDefinition type)
    {
        var signatures = type.Interfaces.Select(implemented => implemented.InterfaceType)
            .Concat(type.Fields.Select(field => field.FieldType))
            .Concat(type.Methods.SelectMany(method => method.Parameters.Select(parameter => parameter.ParameterType).Append(method.ReturnType)))
            .Concat(type.Methods.Where(method => method.HasBody).SelectMany(method => method.Body.Variables.Select(variable => variable.VariableType)));
        if (type.BaseType is not null)
            signatures = signatures.Append(type.BaseType);

        var operands = type.Methods.Where(method => method.HasBody).SelectMany(method => method.Body.Instructions).Select(step => step.Operand);
        return signatures.SelectMany(Parts).Select(part => new Use(Namespace(type), part.FullName, ""))
            .Concat(operands.OfType<TypeReference>().SelectMany(Parts).Select(part => new Use(Namespace(type), part.FullName, "")))
            .Concat(operands.OfType<MemberReference>().Where(member => member.DeclaringType is not null)
                .SelectMany(member => Parts(member.DeclaringType).Select(part => new Use(Namespace(type), part.FullName, member.Name))));
    }

    /// <summary>The type itself and its type arguments, without arrays, references and pointers around them.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericParameter => [],
        FunctionPointerType function => function.Parameters.Select(parameter => parameter.ParameterType).Append(function.ReturnType).SelectMany(Parts),
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
        TypeSpecification specification => Parts(specification.ElementType),
        _ => [type],
    };

    private static string Namespace(TypeDefinition type) => type.DeclaringType is { } outer ? Namespace(outer) : type.Namespace;
}
