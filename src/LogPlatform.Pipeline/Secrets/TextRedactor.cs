using System.Text;
using LogPlatform.Core.Records;
using LogPlatform.Pipeline.Parsing;

namespace LogPlatform.Pipeline.Secrets;

/// <summary>Masks the secrets in one text.</summary>
internal sealed class TextRedactor
{
    // A mask may bring a new secret to light: the text beside it now ends there. Seldom once, hardly ever twice.
    private const int MaxRounds = 8;

    private readonly SecretKinds _kinds;
    private readonly SecretPattern[] _patterns;
    private readonly SecretMask _mask;
    private readonly byte[][] _names;
    private readonly TextDecoder _decoder = new();
    private readonly List<(int Start, int End, int Detector)> _hits = [];
    private readonly GrowList<byte> _secret = new();
    private GrowList<byte> _output = new();
    private GrowList<byte> _input = new();

    public TextRedactor(SecretKinds kinds, SecretPattern[] patterns, SecretMask mask)
    {
        _kinds = kinds;
        _patterns = patterns;
        _mask = mask;
        _names = [.. SecretDetector.All.ToArray().Select(static detector => Encoding.UTF8.GetBytes(detector.Name))];
    }

    /// <summary>The detectors in use.</summary>
    public SecretKinds Kinds => _kinds;

    /// <summary>Whether every text has to be looked at, because the user's own patterns have no prefilter.</summary>
    public bool HasPatterns => _patterns.Length > 0;

    /// <summary>The text without its secrets, valid until the next call; false when there are none.</summary>
    /// <param name="text">The text, UTF-8; not from this instance.</param>
    /// <param name="candidates">The detectors that may find something.</param>
    /// <param name="redacted">The result.</param>
    public bool TryRedact(ReadOnlySpan<byte> text, SecretKinds candidates, out ReadOnlySpan<byte> redacted)
    {
        redacted = default;
        var found = Detect(text, candidates);
        var current = found ? _output.AsSpan() : text;
        foreach (var pattern in _patterns)
        {
            if (TryReplace(current, pattern))
            {
                found = true;
                current = _output.AsSpan();
            }
        }

        if (!found)
        {
            return false;
        }

        var rounds = 1;
        while (Detect(current, SecretPrefilter.Candidates(current, _kinds)))
        {
            current = _output.AsSpan();
            if (++rounds == MaxRounds)
            {
                current = "[redacted]"u8;
                break;
            }
        }

        redacted = current;
        return true;
    }

    // One round: what all detectors find, overlaps taken together, goes masked into the output.
    private bool Detect(ReadOnlySpan<byte> text, SecretKinds kinds)
    {
        if (kinds == 0)
        {
            return false;
        }

        _hits.Clear();
        for (var i = 0; i < SecretDetector.All.Length; i++)
        {
            var detector = SecretDetector.All[i];
            var from = 0;
            while ((kinds & detector.Kind) != 0 && detector.TryFind(text, from, out var start, out var end))
            {
                _hits.Add((start, end, i));
                from = end;
            }
        }

        if (_hits.Count == 0)
        {
            return false;
        }

        // The longer of two that begin together gives the name.
        _hits.Sort(static (left, right) => left.Start != right.Start ? left.Start - right.Start : right.End - left.End);
        BeginOutput();
        var at = 0;
        for (var i = 0; i < _hits.Count;)
        {
            var (start, end, detector) = _hits[i++];
            while (i < _hits.Count && _hits[i].Start < end)
            {
                end = Math.Max(end, _hits[i++].End);
            }

            _output.AddRange(text[at..start]);
            _mask.Write(text[start..end], _names[detector], _output);
            at = end;
        }

        _output.AddRange(text[at..]);
        return true;
    }

    private bool TryReplace(ReadOnlySpan<byte> text, SecretPattern pattern)
    {
        var chars = _decoder.Decode(text);
        var matches = pattern.Regex.EnumerateMatches(chars);
        if (!matches.MoveNext())
        {
            return false;
        }

        BeginOutput();
        var at = 0;
        do
        {
            var match = matches.Current;
            Encode(chars[at..match.Index], _output);
            if (match.Length > 0)
            {
                _secret.Clear();
                Encode(chars.Slice(match.Index, match.Length), _secret);
                _mask.Write(_secret.AsSpan(), pattern.Name, _output);
            }

            at = match.Index + match.Length;
        }
        while (matches.MoveNext());

        Encode(chars[at..], _output);
        return true;
    }

    private static void Encode(ReadOnlySpan<char> chars, GrowList<byte> output)
    {
        var room = output.AddUninitialized(Encoding.UTF8.GetMaxByteCount(chars.Length));
        var written = Encoding.UTF8.GetBytes(chars, room);
        output.Truncate(output.Count - room.Length + written);
    }

    // The last output may be the present input, so the two take turns.
    private void BeginOutput()
    {
        (_output, _input) = (_input, _output);
        _output.Clear();
    }
}
