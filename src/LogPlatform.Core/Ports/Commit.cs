using LogPlatform.Core.Batches;
using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Ports;

/// <summary>One unit of work to be stored.</summary>
/// <param name="Pointer">The pointer under which it was processed: its generation and release are stored with it.</param>
/// <param name="Result">The worker's answer.</param>
public sealed record Commit(SlotPointer Pointer, WorkResult Result);
