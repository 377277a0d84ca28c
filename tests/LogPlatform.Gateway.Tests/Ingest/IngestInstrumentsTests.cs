using System.Diagnostics;
using System.Diagnostics.Metrics;
using LogPlatform.Core.Ports;
using LogPlatform.Gateway.Ingest;
using LogPlatform.Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace LogPlatform.Gateway.Tests.Ingest;

public sealed class IngestInstrumentsTests
{
    [Fact]
    public async Task EveryOutcomeIsCountedOnceAndUnderItsProtocol()
    {
        await using var gateway = await TestGateway.StartAsync();
        var meters = gateway.Services.GetRequiredService<IMeterFactory>();
        var counted = new Dictionary<string, long>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters))
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            var key = $"{instrument.Name} {string.Join(' ', tags.ToArray().Select(tag => tag.Value))}";
            lock (counted)
            {
                counted[key] = counted.GetValueOrDefault(key) + value;
            }
        });
        listener.Start();
        var client = gateway.Ingest();

        await client.PostAsync("/v1/logs", Payloads.Content(Payloads.OtlpProtobuf(3), "application/x-protobuf"), TestGateway.Token);
        await client.PostAsync("/v1/logs", Payloads.Content(Payloads.OtlpProtobuf(3), "application/x-protobuf"), TestGateway.Token);
        gateway.Journal.Refusals.Enqueue(AppendStatus.Unavailable);
        await client.PostAsync("/ingest", Payloads.Content(Payloads.Lines("x"), null), TestGateway.Token);

        lock (counted)
        {
            counted["logplatform.ingest.records otlp-protobuf"].ShouldBe(3);
            counted["logplatform.ingest.batches otlp-protobuf"].ShouldBe(1);
            counted["logplatform.ingest.duplicates otlp-protobuf"].ShouldBe(1);
            counted["logplatform.ingest.rejected ndjson Unavailable"].ShouldBe(1);
        }

        var totals = gateway.Services.GetRequiredService<IngestInstruments>().Totals;
        (totals.Batches, totals.Records, totals.Duplicates, totals.Rejected).ShouldBe((1L, 3L, 1L, 1L));
    }

    [Fact]
    public async Task ABatchIsASpanWhenSomebodyListens()
    {
        await using var gateway = await TestGateway.StartAsync();
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == IngestInstruments.Source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                lock (spans)
                {
                    spans.Add(span);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);

        await gateway.Ingest().PostAsync("/ingest", Payloads.Content(Payloads.Lines("only here", "and here", "and there"), null), TestGateway.Token);
        gateway.Gate.Close();
        await gateway.Gate.Drained.WaitAsync(TestGateway.Token);

        lock (spans)
        {
            spans.ShouldContain(span => span.OperationName == "ingest" && Equals(span.GetTagItem("logplatform.records"), 3) && Equals(span.GetTagItem("logplatform.protocol"), "ndjson"));
        }
    }
}
