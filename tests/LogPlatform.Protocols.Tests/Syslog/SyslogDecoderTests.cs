using LogPlatform.Core.Batches;
using LogPlatform.Protocols.Tests.Models;

namespace LogPlatform.Protocols.Tests.Syslog;

public sealed class SyslogDecoderTests
{
    [Theory]
    [InlineData(
        "<165>1 2003-10-11T22:14:15.003Z mymachine.example.com evntslog - ID47 [exampleSDID@32473 iut=\"3\" eventSource=\"Application\"] \uFEFFAn application event log entry...",
        """{"time":"2003-10-11T22:14:15.003000000Z","severity":"INFO2","severityNumber":10,"severityText":"notice","body":"An application event log entry...","attributes":{"syslog.facility":"local4","sd.exampleSDID@32473.iut":"3","sd.exampleSDID@32473.eventSource":"Application","syslog.msgid":"ID47"},"resource":{"service.name":"evntslog","host.name":"mymachine.example.com"}}""")]
    [InlineData(
        "<34>1 2003-08-24T05:14:15.000003-07:00 192.0.2.1 myproc 8710 - - %% It's time",
        """{"time":"2003-08-24T12:14:15.000003000Z","severity":"ERROR2","severityNumber":18,"severityText":"crit","body":"%% It's time","attributes":{"syslog.facility":"auth","process.pid":8710},"resource":{"service.name":"myproc","host.name":"192.0.2.1"}}""")]
    [InlineData(
        "<0>1 - - - x-1 - [a][b c=\"q\\\"\\\\\\]\\n\"]",
        """{"severity":"FATAL","severityNumber":21,"severityText":"emerg","attributes":{"syslog.facility":"kern","sd.a":true,"sd.b.c":"q\"\\]\\n","syslog.procid":"x-1"}}""")]
    public void Rfc5424IsRead(string message, string expected) => Payload.OneLine(BatchFormat.SyslogLines, message).ShouldBe(expected);

    [Theory]
    [InlineData("<34>Oct 11 22:14:15 mymachine su: 'su root' failed", "mymachine", "su", null, "'su root' failed")]
    [InlineData("<34>Oct 11 22:14:15 mymachine sshd[811]: bye", "mymachine", "sshd", 811L, "bye")]
    [InlineData("<13>Oct  1 22:14:15 root: hostless", null, "root", null, "hostless")]
    [InlineData("<13>Oct  1 22:14:15 cron[7] no colon", null, "cron", 7L, "no colon")]
    [InlineData("<13>2025-10-11T22:14:15.123456+02:00 h app[1]: iso", "h", "app", 1L, "iso")]
    [InlineData("<189>Oct 11 2025 22:14:15: %SYS-5-CONFIG_I: cisco", null, "%SYS-5-CONFIG_I", null, "cisco")]
    [InlineData("<13>Oct 11 22:14:15 fe80::1 app: six", "fe80::1", "app", null, "six")]
    [InlineData("<13>Oct 11 22:14:15 host no tag here", "host", null, null, "no tag here")]
    [InlineData("<13>app[9]: no time", null, "app", 9L, "no time")]
    [InlineData("<13>see http://x/y: no header", null, null, null, "see http://x/y: no header")]
    [InlineData("Oct 11 22:14:15 host app: no priority", "host", "app", null, "no priority")]
    public void Rfc3164IsReadAsSendersWriteIt(string message, string? host, string? app, long? process, string body)
    {
        var model = Decode(message);
        Member(model.Resource, "host.name").ShouldBe(host);
        Member(model.Resource, "service.name").ShouldBe(app);
        Member(model.Attributes, "process.pid").ShouldBe(process);
        model.Body.ShouldBe(body);
    }

    // Received on 2026-03-01 at noon.
    [Theory]
    [InlineData("Mar  1 11:59:59", "2026-03-01T11:59:59")]
    [InlineData("Mar  2 02:00:00", "2026-03-02T02:00:00")] // a zone east of here
    [InlineData("Mar  3 00:00:00", "2025-03-03T00:00:00")]
    [InlineData("Dec 31 23:59:59", "2025-12-31T23:59:59")]
    [InlineData("Feb 29 10:00:00", "2024-02-29T10:00:00")]
    [InlineData("Jan  1 00:00:00.25", "2026-01-01T00:00:00.25")]
    public void TheYearIsInferredFromTheTimeOfReceipt(string time, string expected) =>
        DateTime.UnixEpoch.AddTicks(Decode($"<13>{time} h a: x").Time / 100).ShouldBe(DateTime.Parse(expected, null, System.Globalization.DateTimeStyles.AdjustToUniversal | System.Globalization.DateTimeStyles.AssumeUniversal));

    [Fact]
    public void AMessageOfNextYearsFirstHoursIsNotAYearOld()
    {
        var batch = new Core.Records.RecordBatch();
        var received = new DateTimeOffset(2025, 12, 31, 23, 30, 0, TimeSpan.Zero).ToUnixTimeSeconds() * 1_000_000_000;
        new Protocols.Decoding.BatchDecoder().Decode(
            batch,
            batch.Append("<13>Jan  1 00:30:00 h a: x"u8),
            new BatchId(1),
            new BatchHeader { Format = BatchFormat.SyslogLines, ReceivedUnixNano = received, RecordCount = 1 });
        batch.Records[0].TimeUnixNano.ShouldBe(received + (3600L * 1_000_000_000));
    }

    [Theory]
    [InlineData("no header at all")]
    [InlineData("<192>Oct 11 22:14:15 h a: priority out of range")]
    [InlineData("<>x")]
    [InlineData("<13")]
    [InlineData("<13>1 2003-10-11T22:14:15Z too few")]
    [InlineData("<13>1 - - - - - [unclosed a=\"x\"")]
    [InlineData("<13>1 - - - - - [a b c=\"x\"] m")]
    [InlineData("<13>Oct 32 22:14:15 h a: no such day")]
    [InlineData("<13>Xyz 11 22:14:15 h a: no such month")]
    [InlineData("<13>Oct 11 25:14:15 h a: no such hour")]
    public void WhatCannotBeReadIsKeptAsText(string message)
    {
        var model = Decode(message);
        message.ShouldEndWith((string)model.Body!);
        model.Body.ShouldBeOneOf(message, message[(message.IndexOf('>', StringComparison.Ordinal) + 1)..]);
    }

    [Fact]
    public void ATimeThatCannotBeReadIsKeptAsText() =>
        Member(Decode("<13>1 9999-12-31T23:59:59Z h a - - - m").Attributes, "logplatform.original_time").ShouldBe("9999-12-31T23:59:59Z");

    [Fact]
    public void ThePeerIsTheHostOfMessagesThatNameNone()
    {
        var batch = Payload.Decode(BatchFormat.SyslogLines, "<13>a\n<13>Oct 11 22:14:15 h a: x\n<13>b", peer: "192.0.2.7");
        Enumerable.Range(0, 3).Select(i => Member(RecordModel.Of(batch, i).Resource, "host.name")).ShouldBe(["192.0.2.7", "h", "192.0.2.7"]);
        batch.Resources.Count.ShouldBe(2);
    }

    [Fact]
    public void CountedMessagesMayHoldNewlines()
    {
        var batch = Payload.Decode(BatchFormat.SyslogCounted, "8 <13>a\nb\n2 <1\n3 <1>");
        Enumerable.Range(0, 3).Select(i => RecordModel.Of(batch, i).Body).ShouldBe(["a\nb", "<1", null]);
    }

    private static RecordModel Decode(string message) => RecordModel.Of(Payload.Decode(BatchFormat.SyslogLines, message), 0);

    private static object? Member(Members members, string name) => members.Find(member => member.Key == name).Value;
}
