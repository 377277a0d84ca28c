namespace LogPlatform.Gateway.Control.Releases;

/// <summary>What is different between two sets of named things.</summary>
/// <param name="Added">Names that only the second has, in order.</param>
/// <param name="Removed">Names that only the first has, in order.</param>
/// <param name="Changed">Names that both have, for different things, in order.</param>
public sealed record NameChanges(IReadOnlyList<string> Added, IReadOnlyList<string> Removed, IReadOnlyList<string> Changed)
{
    internal static NameChanges Between<T>(IReadOnlyDictionary<string, T> from, IReadOnlyDictionary<string, T> to, Func<T, T, bool> areEqual) => new(
        [.. to.Keys.Where(name => !from.ContainsKey(name)).Order(StringComparer.Ordinal)],
        [.. from.Keys.Where(name => !to.ContainsKey(name)).Order(StringComparer.Ordinal)],
        [.. to.Where(pair => from.TryGetValue(pair.Key, out var before) && !areEqual(before, pair.Value)).Select(pair => pair.Key).Order(StringComparer.Ordinal)]);
}
