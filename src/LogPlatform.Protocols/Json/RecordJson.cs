using System.Text.Json;
using LogPlatform.Core.Records;

namespace LogPlatform.Protocols.Json;

/// <summary>The JSON form of a record in search results, tails and exports.</summary>
public static class RecordJson
{
    /// <summary>Writes the members of <paramref name="record"/> into the object that the caller has opened and will close.</summary>
    public static void WriteMembers(Utf8JsonWriter json, RecordBatch batch, int record) => throw new NotImplementedException();
}
