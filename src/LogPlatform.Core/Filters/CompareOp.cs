namespace LogPlatform.Core.Filters;

/// <summary>How values compare. There is no "unequal": it is the contrary of <see cref="Equal"/>.</summary>
public enum CompareOp : byte
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary><c>=</c></summary>
    Equal,

    /// <summary><c>&lt;</c></summary>
    Less,

    /// <summary><c>&lt;=</c></summary>
    LessOrEqual,

    /// <summary><c>&gt;</c></summary>
    Greater,

    /// <summary><c>&gt;=</c></summary>
    GreaterOrEqual,
}
