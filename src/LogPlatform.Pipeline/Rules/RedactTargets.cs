namespace LogPlatform.Pipeline.Rules;

/// <summary>The parts of records that a redaction looks at.</summary>
internal sealed record RedactTargets
{
    /// <summary>Everything that is stored.</summary>
    public static RedactTargets All { get; } = new() { Body = true, Attributes = true, Event = true, SeverityText = true, Resource = true, Scope = true };

    public bool Body { get; init; }

    /// <summary>All attributes of the record, with their names.</summary>
    public bool Attributes { get; init; }

    public bool Event { get; init; }

    public bool SeverityText { get; init; }

    /// <summary>All attributes of the resource, with their names, and its schema URL.</summary>
    public bool Resource { get; init; }

    /// <summary>Name, version, attributes and schema URL of the scope.</summary>
    public bool Scope { get; init; }

    /// <summary>Single attributes of the record.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];
}
