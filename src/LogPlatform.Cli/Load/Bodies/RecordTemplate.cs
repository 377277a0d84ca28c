namespace LogPlatform.Cli.Load.Bodies;

/// <summary>A record's bytes as a protocol sends them, with the places that are filled in for each record: time, number, varying digits.</summary>
/// <param name="Service">The service it belongs to.</param>
/// <param name="Scope">The logger it belongs to.</param>
/// <param name="Bytes">The bytes, without the number.</param>
/// <param name="NumberOffset">Where the record's number goes in.</param>
/// <param name="TimeOffsets">Where times are, all before the number.</param>
/// <param name="Patches">Varying bytes, rising by offset.</param>
internal sealed record RecordTemplate(string Service, string Scope, byte[] Bytes, int NumberOffset, int[] TimeOffsets, Patch[] Patches)
{
    /// <summary>Writes the record with <paramref name="number"/> (already in the protocol's form) and returns its length. Times are left to the caller.</summary>
    public int Write(Span<byte> destination, ReadOnlySpan<byte> number, ref Noise noise)
    {
        var head = Bytes.AsSpan(0, NumberOffset);
        head.CopyTo(destination);
        number.CopyTo(destination[NumberOffset..]);
        Bytes.AsSpan(NumberOffset).CopyTo(destination[(NumberOffset + number.Length)..]);
        foreach (var patch in Patches)
        {
            var offset = patch.Offset < NumberOffset ? patch.Offset : patch.Offset + number.Length;
            destination[offset] = noise.Next(patch.Kind);
        }

        return Bytes.Length + number.Length;
    }
}
