using System.Text.Json;
using System.Text.Json.Nodes;
using LogPlatform.Cli.App;

namespace LogPlatform.Cli.Deployments;

/// <summary>A strategy as a person keeps it: a JSON object with the members that differ from the defaults. The server judges its numbers.</summary>
internal static class StrategyFile
{
    private const int MaxBytes = 1 << 20;
    private const string Start = "Start one with `logctl strategy show > strategy.json`.";

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reads a file.</summary>
    /// <exception cref="CommandFailedException">It is not there, or no JSON object.</exception>
    public static async Task<JsonObject> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MaxBytes })
            {
                throw new CommandFailedException(ExitCode.Usage, $"{path} is too large for a strategy");
            }

            var text = await File.ReadAllTextAsync(path, cancellationToken);
            return JsonNode.Parse(text, null, Lenient) as JsonObject ?? throw new CommandFailedException(ExitCode.Usage, $"{path} holds no JSON object", Start);
        }
        catch (JsonException e)
        {
            throw new CommandFailedException(ExitCode.Usage, $"{path}, line {e.LineNumber + 1}, is no JSON: {e.Message}", Start, e);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandFailedException(ExitCode.Usage, $"there is no {path}", Start, e);
        }
    }
}
