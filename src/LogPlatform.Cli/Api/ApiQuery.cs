using System.Text;

namespace LogPlatform.Cli.Api;

/// <summary>The query part of an address. Values that are null are left out.</summary>
internal sealed class ApiQuery
{
    private readonly StringBuilder _text = new();

    /// <summary>The filter in the query, for error messages that point into it.</summary>
    public string? Filter { get; private set; }

    /// <summary>Adds a value.</summary>
    public ApiQuery Add(string name, string? value)
    {
        if (value is not null)
        {
            _text.Append(_text.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        return this;
    }

    /// <summary>Adds a number.</summary>
    public ApiQuery Add(string name, long? value) => Add(name, value?.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Adds the filter; an empty one means everything.</summary>
    public ApiQuery AddFilter(string? filter)
    {
        Filter = string.IsNullOrWhiteSpace(filter) ? null : filter;
        return Add("q", Filter);
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
