using LogPlatform.Core.Batches;

namespace LogPlatform.Storage.Journal;

/// <summary>What is quickly compared of two batches. Equal means probably the same bytes; the bytes themselves decide.</summary>
/// <param name="Format">The form of the bytes.</param>
/// <param name="Length">Number of bytes.</param>
/// <param name="Crc">Their CRC-32C.</param>
internal readonly record struct BatchContent(BatchFormat Format, int Length, uint Crc);
