namespace LogPlatform.Core.Filters;

/// <summary>A condition on records. Compared by content; printed in the canonical form, which the parser reads back.</summary>
public abstract record Filter
{
    private protected Filter()
    {
    }

    /// <summary>Every field that the filter asks for, with repetitions.</summary>
    public IEnumerable<FieldRef> Fields => this switch
    {
        AndFilter and => and.Left.Fields.Concat(and.Right.Fields),
        OrFilter or => or.Left.Fields.Concat(or.Right.Fields),
        NotFilter not => not.Inner.Fields,
        FieldFilter leaf => [leaf.Field],
        _ => [],
    };

    /// <summary>The canonical form.</summary>
    public sealed override string ToString() => FilterPrinter.Print(this);
}
