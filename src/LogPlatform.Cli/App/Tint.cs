namespace LogPlatform.Cli.App;

/// <summary>The few colours in use. The values are SGR codes of ECMA-48; a theme's own shades apply.</summary>
internal enum Tint
{
    /// <summary>The terminal's own colour.</summary>
    Plain = 0,

    /// <summary>Emphasis.</summary>
    Bold = 1,

    /// <summary>Less important.</summary>
    Dim = 2,

    /// <summary>Errors.</summary>
    Red = 31,

    /// <summary>Success.</summary>
    Green = 32,

    /// <summary>Warnings.</summary>
    Yellow = 33,

    /// <summary>Names.</summary>
    Cyan = 36,

    /// <summary>Fatal errors.</summary>
    Magenta = 35,

    /// <summary>Information.</summary>
    Blue = 34,
}
