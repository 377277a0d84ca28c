using System.Runtime.CompilerServices;
using LogPlatform.Cli.App;

namespace LogPlatform.Cli.Sending;

/// <summary>A file that is one OTLP request in protobuf.</summary>
internal static class OtlpProtoBatch
{
    /// <summary>The one request; none for an empty file.</summary>
    public static async IAsyncEnumerable<SendBatch> ReadAsync(Stream input, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var whole = new MemoryStream();
        var buffer = new byte[256 << 10];
        int length;
        while ((length = await input.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (whole.Length + length > OtlpJsonBatches.MaxRequest)
            {
                throw new CommandFailedException(
                    ExitCode.Failed, $"the request is larger than {OtlpJsonBatches.MaxRequest >> 20} MiB", "An OTLP file in protobuf is a single request: split it where it is made.");
            }

            whole.Write(buffer, 0, length);
        }

        var body = whole.GetBuffer().AsMemory(0, (int)whole.Length);
        if (body.Length > 0)
        {
            yield return new SendBatch(body, OtlpRecordCount.OfProtobuf(body.Span), 1);
        }
    }
}
