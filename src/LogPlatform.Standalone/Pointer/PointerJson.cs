using System.Text.Json;
using System.Text.Json.Serialization;

namespace LogPlatform.Standalone.Pointer;

/// <summary>The form of the pointer file, made by the compiler: the first switch of a process waits for no reflection.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PointerRecord))]
internal sealed partial class PointerJson : JsonSerializerContext;
