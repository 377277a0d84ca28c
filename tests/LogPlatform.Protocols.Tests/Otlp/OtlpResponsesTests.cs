using System.Text;
using LogPlatform.Core.Batches;
using LogPlatform.Protocols.Otlp;

namespace LogPlatform.Protocols.Tests.Otlp;

public sealed class OtlpResponsesTests
{
    [Fact]
    public void SuccessIsAnEmptyMessage()
    {
        OtlpResponses.Success(BatchFormat.OtlpProtobuf).Length.ShouldBe(0);
        Text(OtlpResponses.Success(BatchFormat.OtlpJson)).ShouldBe("{}");
    }

    [Fact]
    public void PartialSuccessTellsTheRejectedCount()
    {
        Convert.ToHexString(OtlpResponses.PartialSuccess(BatchFormat.OtlpProtobuf, 300, "no").Span).ShouldBe("0A0708AC0212026E6F");
        Text(OtlpResponses.PartialSuccess(BatchFormat.OtlpJson, 300, "no")).ShouldBe("""{"partialSuccess":{"rejectedLogRecords":"300","errorMessage":"no"}}""");
    }

    [Fact]
    public void ErrorsAreAStatus()
    {
        Convert.ToHexString(OtlpResponses.Error(BatchFormat.OtlpProtobuf, RpcCode.Unavailable, "no").Span).ShouldBe("080E12026E6F");
        Text(OtlpResponses.Error(BatchFormat.OtlpJson, RpcCode.InvalidArgument, "no")).ShouldBe("""{"code":3,"message":"no"}""");
    }

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
