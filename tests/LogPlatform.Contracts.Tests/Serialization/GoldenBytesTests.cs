using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using LogPlatform.Contracts.Processing;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace LogPlatform.Contracts.Tests.Serialization;

/// <summary>
/// Silos, gateways and the store speak to processes of other versions, so what was once sent must be read for ever and be written alike. A new member changes the bytes: then its
/// golden file is renamed to <c>Name.1.bin</c> (and so on), which must still be read, and a new one is written: <c>LOGPLATFORM_WRITE_GOLDEN=1</c> writes those that are missing.
/// </summary>
public sealed class GoldenBytesTests : IDisposable
{
    private const string Extension = ".bin";

    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    private static string Folder { get; } = FolderBeside();

    public static TheoryData<string> Contracts() =>
        [.. typeof(UnitRequest).Assembly.GetTypes().Where(type => type.GetCustomAttribute<GenerateSerializerAttribute>() is not null).Select(type => type.Name).Order(StringComparer.Ordinal)];

    public void Dispose() => _services.Dispose();

    [Theory]
    [MemberData(nameof(Contracts))]
    public void WhatTravelsIsWrittenAsItAlwaysWas(string name)
    {
        var file = Path.Combine(Folder, name + Extension);
        if (Environment.GetEnvironmentVariable("LOGPLATFORM_WRITE_GOLDEN") == "1" && !File.Exists(file))
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllBytes(file, Write(Example(name)));
        }

        File.Exists(file).ShouldBeTrue($"{name} has no golden file.");
        Convert.ToHexString(Write(Example(name))).ShouldBe(Convert.ToHexString(File.ReadAllBytes(file)));
    }

    [Theory]
    [MemberData(nameof(Contracts))]
    public void WhatWasEverWrittenIsRead(string name)
    {
        var files = Directory.GetFiles(Folder, name + ".*").Order(StringComparer.Ordinal).ToList();
        files.ShouldNotBeEmpty();
        foreach (var file in files)
        {
            var read = _services.GetRequiredService<Serializer>().Deserialize<object>(File.ReadAllBytes(file));
            if (file == Path.Combine(Folder, name + Extension))
            {
                read.ShouldBeEquivalentTo(Example(name));
            }
            else
            {
                read.ShouldNotBeNull().GetType().Name.ShouldBe(name);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Contracts))]
    public void AnExampleLeavesNoMemberAtItsDefault(string name)
    {
        var example = Example(name);
        if (example is Enum)
        {
            Convert.ToInt32(example).ShouldNotBe(0);
            return;
        }

        foreach (var property in example.GetType().GetProperties().Where(property => property.GetCustomAttribute<IdAttribute>() is not null))
        {
            var value = property.GetValue(example);
            var isSet = value is string or ICollection ? ((IEnumerable)value).GetEnumerator().MoveNext() : !Equals(value, Default(property.PropertyType));
            isSet.ShouldBeTrue($"{name}.{property.Name} is at its default.");
        }
    }

    private static string FolderBeside([CallerFilePath] string thisFile = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "Golden"));

    private static object? Default(Type type) => type.IsValueType ? Activator.CreateInstance(type) : null;

    private static object Example(string name) => ContractExamples.All.Single(example => example.Key.Name == name).Value;

    private byte[] Write(object example) => _services.GetRequiredService<Serializer>().SerializeToArray<object>(example);
}
