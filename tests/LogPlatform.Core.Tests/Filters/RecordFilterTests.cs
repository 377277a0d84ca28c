using LogPlatform.Core.Records;
using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Tests.Filters;

public class RecordFilterTests
{
    private static RecordSample Checkout()
    {
        var sample = new RecordSample();
        sample.SetAttributes(
            ("status", Value.OfInt(503)),
            ("ratio", Value.OfDouble(0.25)),
            ("code", sample.Text("0500")),
            ("version", sample.Text("1.10")),
            ("ok", Value.OfBool(false)),
            ("path", sample.Text("/cart/Checkout.aspx")),
            ("tags", sample.Array(sample.Text("red"), sample.Text("blue"))),
            ("user", sample.Map(("id", Value.OfInt(7)), ("name", sample.Map(("first", sample.Text("Ada")))))),
            ("nothing", default),
            ("a.b", Value.OfInt(1)),
            ("raw", Value.OfBytes(sample.Batch.Append("secret"))),
            ("big", Value.OfInt(long.MaxValue)),
            ("host.name", sample.Text("own")));
        sample.Record.Resource = sample.Resource(("service.name", sample.Text("checkout")), ("host.name", sample.Text("shared")), ("region", sample.Text("eu")));
        sample.Record.Scope = sample.Scope("Shop.Cart", ("library", sample.Text("cart")));
        ref var record = ref sample.Record;
        record.Body = sample.Text("Payment TIMED out for user 7: grün");
        record.Severity = 14;
        record.SeverityText = sample.Batch.Append("warning");
        record.EventName = sample.Batch.Append("payment.failed");
        record.TimeUnixNano = 1_769_853_600_000_000_000; // 2026-01-31T10:00:00Z
        record.TraceId = 0xABC;
        return sample;
    }

    [Theory]
    [InlineData("*")]
    [InlineData("status = 503")]
    [InlineData("status >= 500 and status < 600")]
    [InlineData("status > 502.5")]
    [InlineData("status = 5.03e2")]
    [InlineData("status = \"503\"")]
    [InlineData("status : 50")]
    [InlineData("ratio = 0.25")]
    [InlineData("ratio < 1")]
    [InlineData("code = 0500")]
    [InlineData("code > 499")]
    [InlineData("version != 1.1")]
    [InlineData("version = 1.10")]
    [InlineData("ok = FALSE")]
    [InlineData("ok != true")]
    [InlineData("path = /cart/*")]
    [InlineData("path = *.aspx")]
    [InlineData("path = /*Check*aspx")]
    [InlineData("path : checkout")]
    [InlineData("path matches /Check.*x$/")]
    [InlineData("tags = blue")]
    [InlineData("tags in (green, red)")]
    [InlineData("user exists")]
    [InlineData("user.id = 7")]
    [InlineData("user.name.first = Ada")]
    [InlineData("raw exists")]
    [InlineData("a.b = 1")]
    [InlineData("big > 9223372036854775806")]
    [InlineData("big < 1e19")]
    [InlineData("missing != 5")]
    [InlineData("not missing exists")]
    [InlineData("not nothing exists")]
    [InlineData("service = checkout")]
    [InlineData("resource.service.name = checkout")]
    [InlineData("region = eu")]
    [InlineData("host.name = own")]
    [InlineData("resource.host.name = shared")]
    [InlineData("scope = Shop.Cart")]
    [InlineData("library = cart")]
    [InlineData("scope.library = cart")]
    [InlineData("timed")]
    [InlineData("\"timed OUT\"")]
    [InlineData("ada")]
    [InlineData("GRüN")]
    [InlineData("body : payment")]
    [InlineData("severity = WARN")]
    [InlineData("severity = WARN2")]
    [InlineData("severity > INFO")]
    [InlineData("severity <= WARN")]
    [InlineData("severity in (ERROR, WARN)")]
    [InlineData("severity_text : warn")]
    [InlineData("event = payment.failed")]
    [InlineData("time >= 2026-01-31T10:00:00Z and time < 2026-01-31T10:00:00.000000001Z")]
    [InlineData("trace_id = 00000000000000000000000000000abc")]
    [InlineData("trace_id exists")]
    [InlineData("not span_id exists")]
    [InlineData("batch = 7")]
    public void TheRecordFits(string filter) => Checkout().Matches(filter).ShouldBeTrue();

    [Theory]
    [InlineData("status = 504")]
    [InlineData("status < 503")]
    [InlineData("status = abc")]
    [InlineData("code = 500")]
    [InlineData("version = 1.1")]
    [InlineData("path = /cart")]
    [InlineData("path = *cart")]
    [InlineData("path = checkout")]
    [InlineData("path : cartx")]
    [InlineData("tags = green")]
    [InlineData("user = 7")]
    [InlineData("user.id.x = 7")]
    [InlineData("a = 1")]
    [InlineData("raw : secret")]
    [InlineData("big = 9223372036854775808")]
    [InlineData("missing = 5")]
    [InlineData("missing < 5")]
    [InlineData("nothing exists")]
    [InlineData("attributes.region exists")]
    [InlineData("attributes.library exists")]
    [InlineData("eu")]
    [InlineData("secret")]
    [InlineData("GRÜN")]
    [InlineData("severity > WARN")]
    [InlineData("severity < WARN")]
    [InlineData("severity = WARN3")]
    [InlineData("span_id exists")]
    [InlineData("span_id = 0000000000000000")]
    [InlineData("trace_id != 00000000000000000000000000000abc")]
    [InlineData("generation = 1")]
    [InlineData("release exists")]
    [InlineData("body.x exists")]
    public void TheRecordDoesNotFit(string filter) => Checkout().Matches(filter).ShouldBeFalse();

    [Fact]
    public void TheStoreTellsGenerationAndRelease()
    {
        ReleaseId.TryParse("1.4.0", out var release).ShouldBeTrue();
        var pointer = new SlotPointer(Color.Green, new Generation(3), release);

        Checkout().Matches("generation = 3 and release = 1.4.*", pointer).ShouldBeTrue();
        Checkout().Matches("generation > 3", pointer).ShouldBeFalse();
    }

    [Fact]
    public void APathLeadsIntoAMapBody()
    {
        var sample = new RecordSample();
        sample.Record.Body = sample.Map(("user", sample.Map(("id", Value.OfInt(5)))), ("x.y", Value.OfInt(6)));

        sample.Matches("body.user.id = 5 and body.x.y = 6 and body exists").ShouldBeTrue();
        sample.Matches("body = 5").ShouldBeFalse();
    }

    [Fact]
    public void TheFullNameComesBeforeAPathAndAnEmptyValueCountsAsMissing()
    {
        var sample = new RecordSample();
        sample.SetAttributes(("a", sample.Map(("b", Value.OfInt(1)))));
        sample.Record.Resource = sample.Resource(("a.b", Value.OfInt(2)), ("c", default), ("c", Value.OfInt(3)));

        sample.Matches("a.b = 2 and c = 3").ShouldBeTrue();
        sample.Matches("attributes.a.b = 1").ShouldBeTrue();
    }

    [Fact]
    public void ARecordWithoutItsOwnTimeHasTheTimeItWasSeen()
    {
        var sample = new RecordSample();
        sample.Matches("time = 1970-01-01").ShouldBeFalse();
        sample.Matches("time = 1970-01-01T00:00:00.000001Z").ShouldBeTrue();
        sample.Record.ObservedUnixNano = 2_000;
        sample.Matches("time = 1970-01-01T00:00:00.000002Z").ShouldBeTrue();
    }

    [Fact]
    public void ASeverityThatIsNotSetIsMissing()
    {
        var sample = new RecordSample();
        sample.Matches("severity < FATAL").ShouldBeFalse();
        sample.Matches("severity exists").ShouldBeFalse();
    }

    [Fact]
    public void EvaluationAllocatesNothing()
    {
        var sample = Checkout();
        var parsed = Core.Filters.FilterParser.Parse("status >= 500 and user.id = 7 and path : checkout and timed and (tags = blue or ratio : 25) and body matches /user [0-9]/").Filter!;
        var filter = Core.Filters.Evaluation.RecordFilter.Compile(parsed);
        filter.Bind(sample.Batch);
        filter.Matches(0).ShouldBeTrue();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            filter.Matches(0);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }
}
