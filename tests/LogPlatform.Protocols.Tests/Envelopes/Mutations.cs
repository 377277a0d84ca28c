namespace LogPlatform.Protocols.Tests.Envelopes;

/// <summary>Damages valid payloads in the ways that hurt decoders: cuts, flipped bits, edited bytes, repeated and moved pieces.</summary>
internal sealed class Mutations(Random random)
{
    private static readonly byte[] Spiteful = [0, 0x7F, 0x80, 0xFF, (byte)'"', (byte)'\\', (byte)'{', (byte)'}', (byte)'[', (byte)']', (byte)'\n', (byte)' ', (byte)'<', (byte)'9', 0xC3, 0xED];

    /// <summary>A damaged copy of one of the payloads.</summary>
    public byte[] Next(byte[][] payloads)
    {
        var bytes = payloads[random.Next(payloads.Length)].ToList();
        for (var edits = random.Next(1, 5); edits > 0 && bytes.Count > 0; edits--)
        {
            var at = random.Next(bytes.Count);
            var length = random.Next(1, Math.Min(32, bytes.Count - at + 1));
            switch (random.Next(7))
            {
                case 0:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes[at] = Spiteful[random.Next(Spiteful.Length)];
                    break;
                case 3:
                    bytes[at] += (byte)random.Next(-2, 3);
                    break;
                case 4:
                    bytes.RemoveRange(at, length);
                    break;
                case 5:
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                    break;
                default:
                    var other = payloads[random.Next(payloads.Length)];
                    var from = random.Next(other.Length);
                    bytes.InsertRange(at, other.AsSpan(from, random.Next(1, Math.Min(64, other.Length - from + 1))).ToArray());
                    break;
            }
        }

        return [.. bytes];
    }
}
