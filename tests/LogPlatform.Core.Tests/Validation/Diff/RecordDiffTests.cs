using LogPlatform.Core.Records;
using LogPlatform.Core.Validation;
using LogPlatform.Core.Validation.Diff;

namespace LogPlatform.Core.Tests.Validation.Diff;

public class RecordDiffTests
{
    private readonly DiffSample _before = new();
    private readonly DiffSample _after = new();

    [Fact]
    public void EqualRecordsInBuffersOfTheirOwnAreEqual()
    {
        foreach (var side in new[] { _after, _before })
        {
            side.Batch.Append(side == _after ? "something in front" : string.Empty);
            side.Batch.Keys.Intern(side == _after ? "another first key" : "x");
            Everything(side);
        }

        var aggregate = Compare();
        aggregate.Changes(10).ShouldBeEmpty();
        aggregate.Compared.ShouldBe(1);
        aggregate.Different.ShouldBe(0);
    }

    [Fact]
    public void TheOrderOfAttributesDoesNotMatterAtAnyDepth()
    {
        _before.Keep("x", ("a", Value.OfInt(1)), ("m", _before.Map(("p", Value.OfInt(1)), ("q", Value.OfInt(2)))), ("l", _before.Array(_before.Map(("p", Value.OfInt(1)), ("q", Value.OfInt(2))))));
        _after.Keep("x", ("l", _after.Array(_after.Map(("q", Value.OfInt(2)), ("p", Value.OfInt(1))))), ("m", _after.Map(("q", Value.OfInt(2)), ("p", Value.OfInt(1)))), ("a", Value.OfInt(1)));
        Compare().Changes(10).ShouldBeEmpty();
    }

    [Fact]
    public void ManyAttributesInAnotherOrderAreEqual()
    {
        _before.Keep("x", [.. Enumerable.Range(0, 500).Select(i => ($"k{i}", Value.OfInt(i)))]);
        _after.Keep("x", [.. Enumerable.Range(0, 500).Reverse().Select(i => ($"k{i}", Value.OfInt(i)))]);
        Compare().Changes(10).ShouldBeEmpty();
    }

    [Fact]
    public void AChangedLeafIsReportedUnderItsName()
    {
        _before.Keep("x", ("user", _before.Map(("id", Value.OfInt(7)), ("email", _before.Text("a@b.cc")))));
        _after.Keep("x", ("user", _after.Map(("id", Value.OfInt(7)), ("email", _after.Text("a@b.de")))));
        var change = Compare().Changes(10).ShouldHaveSingleItem();
        (change.Field, change.Kind, change.Records, change.Compared).ShouldBe(("user.email", ChangeKind.Changed, 1, 1));
        change.Examples.ShouldBe([new ChangeExample(7, 0, "a@b.cc", "a@b.de")]);
    }

    [Fact]
    public void AMapThatAppearsIsReportedLeafByLeaf()
    {
        _before.Keep("x");
        _after.Keep("x", ("user", _after.Map(("id", Value.OfInt(7)), ("deep", _after.Map(("er", Value.OfBool(true)))))));
        Names(Compare()).ShouldBe(["Added user.deep.er", "Added user.id"]);
    }

    [Fact]
    public void AMapInThePlaceOfATextIsAChange()
    {
        _before.Keep("""{"a":1}""");
        _after.Keep(_after.Map(("a", Value.OfInt(1))));
        Names(Compare()).ShouldBe(["Changed body"]);
    }

    [Fact]
    public void MembersOfAMapBodyHaveNames()
    {
        _before.Keep(_before.Map(("a", Value.OfInt(1)), ("b", Value.OfInt(1))));
        _after.Keep(_after.Map(("b", Value.OfInt(2)), ("c", Value.OfInt(3))));
        Names(Compare()).ShouldBe(["Changed body.b", "Added body.c", "Removed body.a"], ignoreOrder: true);
    }

    [Fact]
    public void ASecondAttributeOfTheSameNameIsNoticed()
    {
        _before.Keep("x", ("a", Value.OfInt(1)));
        _after.Keep("x", ("a", Value.OfInt(1)), ("a", Value.OfInt(2)));
        Names(Compare()).ShouldBe(["Added a"]);
    }

    [Fact]
    public void AnAttributeCalledLikeABuiltInFieldIsToldApart()
    {
        _before.Keep("x", ("body", Value.OfInt(1)), ("resource.x", Value.OfInt(1)), ("flags", Value.OfInt(1)));
        _after.Keep("x", ("body", Value.OfInt(2)), ("resource.x", Value.OfInt(2)), ("flags", Value.OfInt(2)));
        Names(Compare()).ShouldBe(["Changed attributes.body", "Changed attributes.flags", "Changed attributes.resource.x"]);
    }

    [Fact]
    public void EveryPartOfARecordIsCompared()
    {
        Everything(_before);
        Everything(_after);
        ref var record = ref _after.Batch.Records[0];
        record.TimeUnixNano++;
        record.ObservedUnixNano = 0;
        record.TraceId++;
        record.SpanId++;
        record.Flags++;
        record.DroppedAttributes++;
        record.Severity = SeverityNumber.Error;
        record.SeverityText = _after.Batch.Append("ERR");
        record.EventName = default;
        ref var scope = ref _after.Batch.Scopes[0];
        scope.Version = _after.Batch.Append("9");
        scope.Name = _after.Batch.Append("other");
        scope.SchemaUrl = _after.Batch.Append("s");
        scope.DroppedAttributes++;
        ref var resource = ref _after.Batch.Resources[0];
        resource.SchemaUrl = _after.Batch.Append("s");
        resource.DroppedAttributes++;
        _after.Batch.Attributes[resource.AttributeStart + 1].Value = _after.Text("h2");
        _after.Batch.Attributes[scope.AttributeStart].Value = _after.Text("changed");
        Names(Compare()).ShouldBe(
            [
                "Changed dropped_attributes", "Removed event", "Changed flags", "Removed observed", "Changed resource.host", "Changed resource_dropped_attributes", "Added resource_schema_url",
                "Changed scope", "Changed scope.k", "Changed scope_dropped_attributes", "Added scope_schema_url", "Changed scope_version", "Changed severity", "Changed severity_text",
                "Changed span_id", "Changed time", "Changed trace_id",
            ],
            ignoreOrder: true);
    }

    [Fact]
    public void ADifferenceOfTheResourceCountsForEachOfItsRecords()
    {
        foreach (var (side, host) in new[] { (_before, "a"), (_after, "b") })
        {
            var resource = side.Resource(("service.name", side.Text("auth")), ("host", side.Text(host)));
            for (var i = 0; i < 10; i++)
            {
                side.Keep("x").Resource = resource;
            }
        }

        var change = Compare().Changes(10).ShouldHaveSingleItem();
        (change.Service, change.Field, change.Records, change.Examples.Count).ShouldBe(("auth", "resource.host", 10, 3));
    }

    [Fact]
    public void ARecordThatOneSideDropsIsADifferenceOfItsFate()
    {
        _before.Keep("first");
        _before.Keep("second secret");
        _after.Keep("first");
        _after.Keep("third").Ordinal = 2;
        var changes = Compare().Changes(10);
        changes.Select(change => (change.Field, change.Kind)).ShouldBe([("fate", ChangeKind.Added), ("fate", ChangeKind.Removed)], ignoreOrder: true);
        changes.Single(change => change.Kind == ChangeKind.Removed).Examples.ShouldBe([new ChangeExample(7, 1, "kept: second secret", "not kept")]);
        changes.Single(change => change.Kind == ChangeKind.Added).Examples.ShouldBe([new ChangeExample(7, 2, "not kept", "kept")]);
    }

    [Fact]
    public void RecordsBelongTogetherByBatchAndPositionWhateverTheirOrder()
    {
        _before.Keep("a");
        _before.Keep("b").Source = _before.Source(8);
        _after.Keep("b").Source = _after.Source(8);
        _after.Keep("a");
        _after.Batch.Records[0].Ordinal = 1;
        _after.Batch.Records[1].Ordinal = 0;
        Compare().Changes(10).ShouldBeEmpty();
    }

    [Fact]
    public void EqualRecordsAllocateNothingEach()
    {
        foreach (var side in new[] { _before, _after })
        {
            for (var i = 0; i < 2000; i++)
            {
                side.Keep("some text of a record", ("user", side.Map(("id", Value.OfInt(i)))), ("path", side.Text("/index.html")));
            }
        }

        var (diff, aggregate) = (new RecordDiff(), new DiffAggregate([]));
        diff.Compare(_before.Batch, _after.Batch, aggregate);
        var start = GC.GetAllocatedBytesForCurrentThread();
        diff.Compare(_before.Batch, _after.Batch, aggregate);
        (GC.GetAllocatedBytesForCurrentThread() - start).ShouldBeLessThan(2000);
    }

    private static void Everything(DiffSample side)
    {
        var resource = side.Resource(("service.name", side.Text("auth")), ("host", side.Text("h1")));
        var scope = side.Scope("logger", ("k", side.Text("v")));
        ref var record = ref side.Keep(
            side.Map(("text", side.Text("hello")), ("list", side.Array(Value.OfInt(1), Value.OfDouble(double.NaN)))),
            ("ok", Value.OfBool(true)),
            ("raw", Value.OfBytes(side.Batch.Append("bytes"))),
            ("none", default));
        (record.Resource, record.Scope, record.TimeUnixNano, record.ObservedUnixNano) = (resource, scope, 1_700_000_000_000_000_000, 1_700_000_000_000_000_001);
        (record.TraceId, record.SpanId, record.Flags, record.Severity, record.DroppedAttributes) = (5, 6, 1, SeverityNumber.Info, 2);
        side.Batch.Scopes[0].Version = side.Batch.Append("1");
        side.Batch.Scopes[0].DroppedAttributes = 1;
        side.Batch.Resources[0].DroppedAttributes = 1;
        side.Batch.Records[0].SeverityText = side.Batch.Append("INFO");
        side.Batch.Records[0].EventName = side.Batch.Append("login");
    }

    private static IEnumerable<string> Names(DiffAggregate aggregate) => aggregate.Changes(50).Select(change => $"{change.Kind} {change.Field}");

    private DiffAggregate Compare()
    {
        var aggregate = new DiffAggregate([]);
        new RecordDiff().Compare(_before.Batch, _after.Batch, aggregate);
        return aggregate;
    }
}
