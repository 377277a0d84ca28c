namespace LogPlatform.Core.Tests.Slots;

/// <summary>
/// Runs every interleaving of some actors' atomic steps. An actor is an iterator that performs one atomic step before each <c>yield return</c>;
/// a schedule is the sequence of actors that step. State is rebuilt for each schedule, so actors need no undo.
/// </summary>
internal static class Interleavings
{
    /// <summary>Explores all schedules and returns how many there were.</summary>
    /// <param name="world">Makes fresh actors over fresh state, and the assertion to run after every step and at the end.</param>
    public static int ExploreAll(Func<(IReadOnlyList<IEnumerable<int>> Actors, Action<bool> Check)> world)
    {
        var schedules = 0;
        var prefix = new List<int>();
        while (true)
        {
            var (taken, choices) = Run(world, prefix);
            schedules++;

            // Backtrack: the last step that had a later alternative.
            var position = taken.Count - 1;
            while (position >= 0 && !choices[position].Any(actor => actor > taken[position]))
            {
                position--;
            }

            if (position < 0)
            {
                return schedules;
            }

            var next = choices[position].First(actor => actor > taken[position]);
            prefix = [.. taken.Take(position), next];
        }
    }

    private static (List<int> Taken, List<List<int>> Choices) Run(Func<(IReadOnlyList<IEnumerable<int>> Actors, Action<bool> Check)> world, List<int> prefix)
    {
        var (actors, check) = world();
        var running = actors.Select(actor => actor.GetEnumerator()).ToList();
        var alive = Enumerable.Range(0, running.Count).ToList();
        var taken = new List<int>();
        var choices = new List<List<int>>();
        while (alive.Count > 0)
        {
            var actor = taken.Count < prefix.Count ? prefix[taken.Count] : alive[0];
            choices.Add([.. alive]);
            taken.Add(actor);
            if (!running[actor].MoveNext())
            {
                alive.Remove(actor);
            }

            check(false);
        }

        check(true);
        return (taken, choices);
    }
}
