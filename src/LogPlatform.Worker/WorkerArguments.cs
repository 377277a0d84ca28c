namespace LogPlatform.Worker;

/// <summary>How a worker was started. Only the platform starts workers, so these are not options for people.</summary>
/// <param name="Socket">Path of the Unix socket to connect to.</param>
/// <param name="Node">Its name in the slot.</param>
/// <param name="Journal">The journal's folder.</param>
/// <param name="Rules">Path of the rules file.</param>
/// <param name="Release">Name of the release.</param>
internal sealed record WorkerArguments(string Socket, string Node, string Journal, string Rules, string Release)
{
    /// <summary>Reads <c>--name value</c> pairs; null when one is missing.</summary>
    public static WorkerArguments? Parse(string[] args)
    {
        var values = args.Chunk(2).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1]);
        return values.TryGetValue("--socket", out var socket)
            && values.TryGetValue("--node", out var node)
            && values.TryGetValue("--journal", out var journal)
            && values.TryGetValue("--rules", out var rules)
            && values.TryGetValue("--release", out var release)
            ? new WorkerArguments(socket, node, journal, rules, release)
            : null;
    }
}
