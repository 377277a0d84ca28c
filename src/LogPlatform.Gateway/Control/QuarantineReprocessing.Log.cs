using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Control;

internal sealed partial class QuarantineReprocessing
{
    [LoggerMessage(EventId = 2201, Level = LogLevel.Information, Message = "RecordsReprocessed: {Count} from quarantine, by {Actor}.")]
    private static partial void RecordsReprocessed(ILogger logger, long count, string actor);
}
