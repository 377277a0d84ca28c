using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using LogPlatform.Core.Filters.Values;
using LogPlatform.Core.Records;

namespace LogPlatform.Core.Filters.Parsing;

/// <summary>Severities in filters and rules: a number 1 to 24, or a name.</summary>
public static class SeverityLiteral
{
    /// <summary>Reads a severity. A level's name covers its whole range, e.g. <c>WARN</c> is 13 to 16; names of a step, as <c>WARN2</c>, are one number.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out SeverityValue? severity)
    {
        severity = null;
        if (byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            severity = number is >= 1 and <= SeverityNumber.Max ? new SeverityValue(number, number) : null;
            return severity is not null;
        }

        Span<byte> name = stackalloc byte[SeverityName.MaxBytes];
        number = Ascii.FromUtf16(text, name, out var length) == OperationStatus.Done ? SeverityName.Parse(name[..length]) : (byte)0;
        severity = number == 0 ? null : new SeverityValue(number, number % 4 == 1 ? (byte)(number + 3) : number);
        return severity is not null;
    }
}
