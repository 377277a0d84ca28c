using System.Globalization;

namespace LogPlatform.Pipeline.Configuration;

/// <summary>A scalar. Only plain (unquoted) ones can be anything but text: YAML's core schema.</summary>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
/// <param name="Text">Its content.</param>
/// <param name="IsPlain">Whether it was written without quotes.</param>
/// <param name="ContentOffset">Columns from its start to its content when the content stands there character by character; otherwise -1.</param>
internal sealed record ConfigScalar(int Line, int Column, string Text, bool IsPlain, int ContentOffset) : ConfigNode(Line, Column)
{
    private const NumberStyles DoubleStyle = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    public override string Kind => IsNull ? "nothing" : $"'{(Text.Length <= 40 ? Text : Text[..40] + "...")}'";

    public bool IsNull => IsPlain && Text is ("" or "~" or "null");

    public bool TryBool(out bool value)
    {
        value = Text == "true";
        return IsPlain && Text is ("true" or "false");
    }

    public bool TryInteger(out long value)
    {
        value = 0;
        return IsPlain && long.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    public bool TryNumber(out double value)
    {
        value = 0;
        return IsPlain && double.TryParse(Text, DoubleStyle, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }
}
