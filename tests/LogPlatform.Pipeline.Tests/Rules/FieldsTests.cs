using LogPlatform.Core.Records;

namespace LogPlatform.Pipeline.Tests.Rules;

public class FieldsTests
{
    [Fact]
    public void SetWritesConstantsAndTemplates()
    {
        var run = new RuleRun();
        run.Add("hello", ("n", Value.OfInt(7)), ("m", run.Map(("k", Value.OfBool(true)))));
        run.Record().TraceId = 0xAB;
        run.Record().Severity = 13;
        run.Record().TimeUnixNano = 1_000_000_000;

        run.Apply("""
            - set:
                text: plain
                number: 5
                ratio: 0.5
                flag: true
                quoted: "5"
                copy: ${n}
                whole: ${m}
                mixed: "${body} ${n} ${m} ${missing}$${x}"
                none: ${missing}
                again: "${text}!"
                trace: ${trace_id}
                level: ${severity}
                at: ${time}
                body: new ${body}
            """);

        run.Attributes().ShouldBe("""{"n":7,"m":{"k":true},"text":"plain","number":5,"ratio":0.5,"flag":true,"quoted":"5","copy":7,"whole":{"k":true},"mixed":"hello 7 {\"k\":true} ${x}","again":"plain!","trace":"000000000000000000000000000000ab","level":"WARN","at":"1970-01-01T00:00:01Z"}""");
        run.Body().ShouldBe("new hello");
    }

    [Fact]
    public void SetReachesIdsEventAndResource()
    {
        var run = new RuleRun();
        run.Add("a", ("t", run.Text("4bf92f3577b34da6a3ce929d0e0e4736")), ("s", run.Text("00f067aa0ba902b7")));
        run.Add("b", ("t", run.Text("no id")));
        var resource = run.Resource(("service.name", run.Text("old")), ("x", Value.OfInt(1)));
        run.Record(0).Resource = resource;
        run.Record(1).Resource = resource;

        run.Apply("""
            - when: body = a
              set: { trace_id: "${t}", span_id: "${s}", event: happened, service: new, resource.env: prod }
            - when: body = b
              set: { trace_id: "${t}" }
            """);

        run.Record(0).TraceId.ShouldBe(UInt128.Parse("4bf92f3577b34da6a3ce929d0e0e4736", System.Globalization.NumberStyles.HexNumber));
        run.Record(0).SpanId.ShouldBe(0x00f067aa0ba902b7UL);
        run.Batch.String(run.Record(0).EventName).ShouldBe("happened");
        run.ResourceOf(0).ShouldBe("""{"service.name":"new","x":1,"env":"prod"}""");
        run.ResourceOf(1).ShouldBe("""{"service.name":"old","x":1}""");
        run.Record(1).TraceId.ShouldBe(UInt128.Zero);
    }

    [Fact]
    public void TheSameChangeOfAResourceGivesOneCopy()
    {
        var run = new RuleRun();
        var resource = run.Resource(("a", Value.OfInt(1)));
        for (var i = 0; i < 10; i++)
        {
            run.Add("x", ("n", Value.OfInt(i % 2)));
            run.Record(i).Resource = resource;
        }

        run.Apply("- set: { resource.n: '${n}' }\n- remove: resource.a");

        run.Batch.Resources.Count.ShouldBe(1 + 2 + 2);
        run.ResourceOf(3).ShouldBe("""{"n":1}""");
        run.ResourceOf(4).ShouldBe("""{"n":0}""");
    }

    [Fact]
    public void ARecordWithoutAResourceGetsOne()
    {
        var run = new RuleRun();
        run.Add("x");

        run.Apply("- set: { service: shop }").ResourceOf().ShouldBe("""{"service.name":"shop"}""");
    }

    [Fact]
    public void RenameMovesValuesInOrder()
    {
        var run = new RuleRun();
        run.Add(run.Map(("msg", run.Text("hi")), ("rest", Value.OfInt(1))), ("a", Value.OfInt(1)), ("b", Value.OfInt(2)), ("u", run.Map(("id", Value.OfInt(3)), ("x", Value.OfInt(4)))));

        run.Apply("""
            - rename:
                a: b
                u.id: user_id
                missing: nothing
                body.msg: text
                b: event
            """);

        run.Attributes().ShouldBe("""{"b":1,"u":{"x":4},"user_id":3,"text":"hi"}""");
        run.Body().ShouldBe("""{"rest":1}""");
    }

    [Fact]
    public void RenameCanMakeAnAttributeTheBody()
    {
        var run = new RuleRun();
        run.Add("""{"msg":"hello","n":1}""");

        run.Apply("- parse_json:\n- rename: { msg: body }");

        run.Body().ShouldBe("hello");
        run.Attributes().ShouldBe("""{"n":1}""");
    }

    [Fact]
    public void RemoveTakesFieldsAndMembersOfMaps()
    {
        var run = new RuleRun();
        run.Add(
            run.Map(("password", run.Text("x")), ("user", run.Map(("pin", Value.OfInt(1)), ("id", Value.OfInt(2))))),
            ("a", Value.OfInt(1)),
            ("a", Value.OfInt(2)),
            ("m", run.Map(("b.c", Value.OfInt(1)), ("d", Value.OfInt(2)))),
            ("m.d", Value.OfInt(3)));
        run.Record().TraceId = 5;

        run.Apply("- remove: [a, m.d, m.b.c, body.password, body.user.pin, trace_id, missing]");

        run.Attributes().ShouldBe("""{"m":{"d":2}}""");
        run.Body().ShouldBe("""{"user":{"id":2}}""");
        run.Record().TraceId.ShouldBe(UInt128.Zero);
    }

    [Fact]
    public void AMapThatTwoFieldsShareIsChangedInOneOnly()
    {
        var run = new RuleRun();
        run.Add("x", ("m", run.Map(("k", Value.OfInt(1)), ("l", Value.OfInt(2)))));

        run.Apply("- set: { copy: '${m}' }\n- remove: copy.k").Attributes().ShouldBe("""{"m":{"k":1,"l":2},"copy":{"l":2}}""");
    }

    [Fact]
    public void RecordsThatShareARunOfAttributesAreChangedOneByOne()
    {
        var run = new RuleRun();
        run.Add("a", ("x", Value.OfInt(1)), ("y", Value.OfInt(2)));
        run.Add("b");
        (run.Record(1).AttributeStart, run.Record(1).AttributeCount) = (run.Record(0).AttributeStart, run.Record(0).AttributeCount);

        run.Apply("- when: body = a\n  set: { x: 9, z: 3 }\n- when: body = b\n  remove: y");

        run.Attributes(0).ShouldBe("""{"x":9,"y":2,"z":3}""");
        run.Attributes(1).ShouldBe("""{"x":1}""");
    }

    [Fact]
    public void ARecordThatRulesBlowUpGoesToQuarantine()
    {
        var run = new RuleRun();
        run.Add(new string('x', 1000));

        run.Apply(string.Join('\n', Enumerable.Repeat("- set: { body: '${body}${body}' }", 12)));

        run.Record().Fate.ShouldBe(RecordFate.Quarantine);
        run.Reason().ShouldEndWith(": the rules made the record too large");
        run.Batch.Buffer.Count.ShouldBeLessThan(1 << 20);
    }

    [Fact]
    public void TooManyAttributesAreAFailure()
    {
        var run = new RuleRun();
        run.Add("x", [.. Enumerable.Range(0, 1024).Select(i => ($"k{i}", Value.OfInt(i)))]);

        run.Apply("- set: { more: 1 }").Reason().ShouldBe("rule 1 (set): too many attributes");
    }
}
