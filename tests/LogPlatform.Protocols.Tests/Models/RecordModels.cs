using FsCheck;
using FsCheck.Fluent;

namespace LogPlatform.Protocols.Tests.Models;

/// <summary>Generators of records.</summary>
internal static class RecordModels
{
    // Long enough to leave the fast paths, and with everything that breaks naive code: quotes, controls, two to four byte characters, our own marks.
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.Elements("", "a", "$bytes", "$double", "$$bytes", "ordinal", "service.name", "x\u0000y", "\"quoted\"\\\n", "ünï", "日本語", "😀", "\uFEFF", new string('z', 127), new string('z', 128), new string('é', 9000)),
        Gen.Choose(0, 40).SelectMany(length => Gen.Choose(32, 0x2FF).ListOf(length)).Select(letters => new string([.. letters.Select(letter => (char)letter)])));

    private static readonly Gen<long> Integer = Gen.OneOf(
        Gen.Elements<long>(0, 1, -1, 127, 128, long.MaxValue, long.MinValue), Gen.Choose(int.MinValue, int.MaxValue).Select(number => (long)number));

    private static readonly Gen<double> Number = Gen.OneOf(
        Gen.Elements(0.0, -0.0, 1.0, 1e300, 5e-324, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0.1), ArbMap.Default.GeneratorFor<double>());

    private static readonly Gen<byte[]> Bytes = Gen.Choose(0, 40).SelectMany(length => Gen.Choose(0, 255).ListOf(length)).Select(bytes => bytes.Select(b => (byte)b).ToArray());

    // Zero is absence.
    private static readonly Gen<long> Time = Gen.OneOf(
        Gen.Elements<long>(0, 1, Payload.Received, long.MaxValue), Gen.Choose(1, int.MaxValue).Select(seconds => (seconds * 1_000_000_000L) + (seconds % 999_999_937)));

    private static readonly Gen<uint> Count = Gen.Elements<uint>(0, 0, 1, 300, uint.MaxValue);

    private static readonly Gen<RecordModel> Record =
        from times in Time.Two()
        from severity in Gen.Choose(0, 24)
        from texts in Text.ListOf(6)
        from body in Value(3)
        from attributes in MembersOf(3)
        from counts in Count.ListOf(4)
        from trace in Id(16)
        from span in Id(8)
        from resource in MembersOf(2)
        from scope in MembersOf(1)
        select new RecordModel
        {
            Time = times.Item1,
            Observed = times.Item2,
            Severity = (byte)severity,
            SeverityText = texts[0],
            Body = body,
            Attributes = attributes,
            Dropped = counts[0],
            Flags = counts[1],
            TraceId = trace,
            SpanId = span,
            EventName = texts[1],
            Resource = resource,
            ResourceDropped = counts[2],
            ResourceSchemaUrl = texts[2],
            ScopeName = texts[3],
            ScopeVersion = texts[4],
            Scope = scope,
            ScopeDropped = counts[3],
            ScopeSchemaUrl = texts[5],
        };

    /// <summary>Up to eight records.</summary>
    public static Arbitrary<RecordModel[]> Lists { get; } = Gen.Choose(0, 8).SelectMany(count => Record.ListOf(count)).Select(list => list.ToArray()).ToArbitrary();

    private static Gen<byte[]> Id(int length) =>
        Gen.OneOf(Gen.Constant(Array.Empty<byte>()), Gen.Choose(1, 255).ListOf(length).Select(bytes => bytes.Select(b => (byte)b).ToArray()));

    private static Gen<object?> Value(int depth)
    {
        var flat = Gen.OneOf(
            Text.Select(text => (object?)text),
            Integer.Select(number => (object?)number),
            Number.Select(number => (object?)number),
            Gen.Elements(true, false).Select(truth => (object?)truth),
            Bytes.Select(bytes => (object?)bytes),
            Gen.Constant((object?)null));
        return depth == 0
            ? flat
            : Gen.Frequency(
                (6, flat),
                (1, MembersOf(depth - 1).Select(members => (object?)members)),
                (1, Gen.Choose(0, 4).SelectMany(count => Value(depth - 1).ListOf(count)).Select(list => (object?)list.ToList())));
    }

    private static Gen<Members> MembersOf(int depth) =>
        Gen.Choose(0, 6)
            .SelectMany(count => Gen.Zip(Text, Value(depth)).ListOf(count))
            .Select(list => { Members members = [.. list.Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2))]; return members; });
}
