namespace LogPlatform.Pipeline.Secrets;

/// <summary>Finds one kind of secret in UTF-8 text, exactly.</summary>
internal abstract class SecretDetector
{
    private static readonly SecretDetector[] Known =
        [new EmailDetector(), new CardDetector(), new Ipv4Detector(), new Ipv6Detector(), new JwtDetector(), new BearerDetector()];

    /// <summary>All detectors, in the order of <see cref="SecretKinds"/>.</summary>
    public static ReadOnlySpan<SecretDetector> All => Known;

    public abstract SecretKinds Kind { get; }

    /// <summary>The name in rules files and in the text that stands for a secret.</summary>
    public abstract string Name { get; }

    /// <summary>The first secret that begins at or after <paramref name="from"/>.</summary>
    public abstract bool TryFind(ReadOnlySpan<byte> text, int from, out int start, out int end);

    /// <summary>Whether one of the detectors in the set finds something.</summary>
    public static bool Any(SecretKinds kinds, ReadOnlySpan<byte> text)
    {
        foreach (var detector in Known)
        {
            if ((kinds & detector.Kind) != 0 && detector.TryFind(text, 0, out _, out _))
            {
                return true;
            }
        }

        return false;
    }

    protected static bool IsDigit(byte b) => (uint)(b - '0') <= 9;

    protected static bool IsLetter(byte b) => (uint)((b | 0x20) - 'a') <= 'z' - 'a';

    protected static bool IsWord(byte b) => IsDigit(b) || IsLetter(b) || b == '_';

    /// <summary>The byte at an index, or a space outside of the text.</summary>
    protected static byte At(ReadOnlySpan<byte> text, int index) => (uint)index < (uint)text.Length ? text[index] : (byte)' ';
}
