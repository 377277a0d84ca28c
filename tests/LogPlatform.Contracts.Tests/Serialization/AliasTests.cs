using System.Reflection;
using LogPlatform.Contracts.Processing;

namespace LogPlatform.Contracts.Tests.Serialization;

/// <summary>What travels is known by aliases, so that names in the code may change.</summary>
public sealed class AliasTests
{
    private static readonly Type[] Types = typeof(UnitRequest).Assembly.GetExportedTypes();

    private static readonly Type[] Interfaces = [.. Types.Where(type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type))];

    [Fact]
    public void EveryTypeHasAnAliasOfItsOwn()
    {
        var aliases = Types.Where(type => type.IsInterface || type.GetCustomAttribute<GenerateSerializerAttribute>() is not null).Select(type => (type.Name, Alias: AliasOf(type))).ToList();
        aliases.ShouldNotBeEmpty();
        aliases.Where(type => type.Alias is null).ShouldBeEmpty();
        aliases.GroupBy(type => type.Alias).Where(group => group.Count() > 1).ShouldBeEmpty();
    }

    [Fact]
    public void EveryMethodHasAnAliasThatIsItsInterfacesOwn()
    {
        Interfaces.ShouldNotBeEmpty();
        foreach (var type in Interfaces)
        {
            var aliases = type.GetMethods().Select(method => (Name: $"{type.Name}.{method.Name}", Alias: AliasOf(method))).ToList();
            aliases.Where(method => method.Alias is null).ShouldBeEmpty();
            aliases.GroupBy(method => method.Alias).Where(group => group.Count() > 1).ShouldBeEmpty();
        }
    }

    [Fact]
    public void EveryTypeThatIsNoInterfaceCanTravel() =>
        Types.Where(type => type is { IsInterface: false, Namespace: not null } && type.Namespace.StartsWith("LogPlatform.Contracts", StringComparison.Ordinal))
            .Where(type => type.GetCustomAttribute<GenerateSerializerAttribute>() is null)
            .ShouldBeEmpty();

    [Fact]
    public void NumbersOfMembersAreUsedOnce()
    {
        foreach (var type in Types)
        {
            var numbers = type.GetProperties().Select(property => property.GetCustomAttribute<IdAttribute>()?.Id).OfType<uint>().ToList();
            numbers.ShouldBe(numbers.Distinct(), type.Name);
        }
    }

    private static string? AliasOf(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>()?.Alias;
}
