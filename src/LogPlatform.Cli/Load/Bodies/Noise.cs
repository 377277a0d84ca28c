namespace LogPlatform.Cli.Load.Bodies;

/// <summary>A small, fast source of varying bytes: SplitMix64 (Steele, Lea, Flood 2014). Not for secrets.</summary>
internal struct Noise(ulong seed)
{
    private ulong _state = seed;
    private ulong _bits;
    private int _left;

    /// <summary>The next byte of a kind.</summary>
    public byte Next(PatchKind kind) => kind switch
    {
        PatchKind.Digit => (byte)('0' + ((Take(8) * 10) >> 8)),
        PatchKind.Hex => "0123456789abcdef"u8[(int)Take(4)],
        _ => (byte)Take(8),
    };

    /// <summary>The next number below <paramref name="bound"/>.</summary>
    public int Below(int bound) => (int)((ulong)(uint)Take(32) * (ulong)bound >> 32);

    private ulong Take(int bits)
    {
        if (_left < bits)
        {
            _state += 0x9E37_79B9_7F4A_7C15;
            var z = _state;
            z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
            z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
            _bits = z ^ (z >> 31);
            _left = 64;
        }

        var taken = _bits & ((1UL << bits) - 1);
        _bits >>= bits;
        _left -= bits;
        return taken;
    }
}
