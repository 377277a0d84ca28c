using System.Text.Json;

namespace LogPlatform.Tests.Platform;

/// <summary>A running platform, of whichever edition, as its users reach it.</summary>
internal interface IPlatform
{
    /// <summary>Where records are sent.</summary>
    Uri Otlp { get; }

    /// <summary>A client of the control API, with an operator's key.</summary>
    HttpClient Http { get; }

    /// <summary>The operator's key; null when none is asked for.</summary>
    string? Key { get; }

    /// <summary>Asks the control API; the answer must be 200.</summary>
    Task<JsonElement> GetAsync(string path);

    /// <summary>Waits until everything that was accepted can be searched.</summary>
    Task SettleAsync();

    /// <summary>All records that match, by the export, oldest first.</summary>
    Task<List<JsonElement>> ExportAsync(string query);
}
