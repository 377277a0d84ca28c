using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Records;
using LogPlatform.Protocols.Json;
using LogPlatform.Protocols.Quarantine;
using LogPlatform.Protocols.Tests.Models;

namespace LogPlatform.Protocols.Tests.Decoding;

public sealed class RoundTripProperties
{
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(150);

    [Fact]
    public void WhatIsSentInOtlpProtobufIsDecoded() => Check(records => (BatchFormat.OtlpProtobuf, OtlpEncoder.Encode(records)));

    [Fact]
    public void WhatIsSentInOtlpJsonIsDecoded() => Check(records => (BatchFormat.OtlpJson, OtlpJsonEncoder.Encode(records)));

    [Fact]
    public void AnExportedRecordIsIngestedAsItWas() => Check(records =>
    {
        var batch = Payload.Decode(BatchFormat.OtlpProtobuf, OtlpEncoder.Encode(records));
        var lines = new ArrayBufferWriter<byte>();
        for (var i = 0; i < records.Length; i++)
        {
            RecordJson.WriteLine(lines, batch, i);
        }

        return (BatchFormat.Ndjson, lines.WrittenSpan.ToArray());
    });

    [Fact]
    public void AQuarantinedRecordIsIngestedAsItWas() => Prop.ForAll(RecordModels.Lists, records =>
    {
        foreach (var (format, payload) in new[] { (BatchFormat.OtlpProtobuf, OtlpEncoder.Encode(records)), (BatchFormat.OtlpJson, OtlpJsonEncoder.Encode(records)) })
        {
            var batch = Payload.Decode(format, payload);
            for (var i = 0; i < records.Length; i++)
            {
                var single = new ArrayBufferWriter<byte>();
                QuarantinePayload.Write(batch, i, single);
                ShouldHold(Payload.Decode(format, single.WrittenSpan), [records[i]]);
            }
        }
    }).Check(Config);

    private static void Check(Func<RecordModel[], (BatchFormat Format, byte[] Payload)> encode) => Prop.ForAll(RecordModels.Lists, records =>
    {
        var (format, payload) = encode(records);
        ShouldHold(Payload.Decode(format, payload), records);
    }).Check(Config);

    private static void ShouldHold(RecordBatch batch, RecordModel[] records)
    {
        batch.Records.Count.ShouldBe(records.Length);
        for (var i = 0; i < records.Length; i++)
        {
            RecordModel.Of(batch, i).Text().ShouldBe(records[i].Text());
            batch.Records[i].Ordinal.ShouldBe(i);
        }
    }
}
