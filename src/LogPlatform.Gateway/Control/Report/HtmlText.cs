using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace LogPlatform.Gateway.Control.Report;

/// <summary>
/// Builds HTML out of interpolated strings: what is written in the program's text is markup, what is put in is encoded. So a value can neither be forgotten nor be markup.
/// </summary>
internal sealed class HtmlText
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _text = new();

    /// <summary>Appends a line of markup with values in it. By the time of the call, <paramref name="markup"/> has written them.</summary>
    public void Add([InterpolatedStringHandlerArgument("")] ref Markup markup) => _text.Append('\n');

    /// <summary>Appends the program's own text as it is.</summary>
    public void AddRaw(string markup) => _text.Append(markup);

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    /// <summary>Takes an interpolated string apart.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Markup
    {
        private readonly HtmlText _html;

        /// <summary>Begins; called by the compiler.</summary>
        public Markup(int literalLength, int formattedCount, HtmlText html)
        {
            html._text.EnsureCapacity(html._text.Length + literalLength + (16 * formattedCount));
            _html = html;
        }

        /// <summary>Appends markup.</summary>
        public void AppendLiteral(string markup) => _html._text.Append(markup);

        /// <summary>Appends a value, encoded.</summary>
        public void AppendFormatted<T>(T value) => AppendFormatted(value, null);

        /// <summary>Appends a value in a format, encoded.</summary>
        public void AppendFormatted<T>(T value, string? format)
        {
            var text = value is IFormattable formattable ? formattable.ToString(format, CultureInfo.InvariantCulture) : value?.ToString();
            _html._text.Append(Encoder.Encode(text ?? string.Empty));
        }
    }
}
