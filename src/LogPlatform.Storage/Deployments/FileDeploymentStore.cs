using System.Globalization;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Rollouts;
using LogPlatform.Storage.Files;

namespace LogPlatform.Storage.Deployments;

/// <summary>The deployments as JSON files, one each, <c>000012.json</c>. There is one process that writes: the one that holds the store's lock.</summary>
public sealed class FileDeploymentStore : IDeploymentStore
{
    private const string Extension = ".json";

    private readonly Lock _saving = new();
    private readonly Lock _gate = new();
    private readonly IStorageDirectory _directory;
    private readonly SortedList<long, RolloutState> _states = [];

    private FileDeploymentStore(IStorageDirectory directory)
    {
        _directory = directory;
        foreach (var name in directory.List().Where(name => name.EndsWith(Extension, StringComparison.Ordinal)))
        {
            var state = FileOf(name).Load();
            if (state is null || NameOf(state.Id) != name)
            {
                throw new InvalidDataException($"{FileOf(name).Path} is damaged: it is about deployment {state?.Id}.");
            }

            _states.Add(state.Id.Value, state);
        }
    }

    /// <summary>Reads all deployments in a folder, which is created when it is missing.</summary>
    /// <exception cref="InvalidDataException">A file is damaged; the message names it.</exception>
    /// <exception cref="IOException">The disk failed.</exception>
    public static FileDeploymentStore Open(string directory) => Open(new DiskDirectory(directory));

    internal static FileDeploymentStore Open(IStorageDirectory directory) => new(directory);

    /// <inheritdoc/>
    public RolloutState? Latest()
    {
        lock (_gate)
        {
            return _states.Count > 0 ? _states.Values[^1] : null;
        }
    }

    /// <inheritdoc/>
    public RolloutState? Find(DeploymentId id)
    {
        lock (_gate)
        {
            return _states.GetValueOrDefault(id.Value);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<RolloutState> List(DeploymentId before, int most)
    {
        lock (_gate)
        {
            return [.. _states.Values.Reverse().Where(state => before.Value == 0 || state.Id.Value < before.Value).Take(most)];
        }
    }

    /// <inheritdoc/>
    /// <remarks>When it could not be written, the state before holds; after a restart it may be the new one, if only the last step of writing failed.</remarks>
    public ValueTask<bool> TrySaveAsync(RolloutState state, CancellationToken cancellationToken) =>
        new(Task.Run(() => TrySave(state), cancellationToken));

    private static string NameOf(DeploymentId id) => id.Value.ToString("D6", CultureInfo.InvariantCulture) + Extension;

    private bool TrySave(RolloutState state)
    {
        lock (_saving)
        {
            var stored = Find(state.Id);
            var isNext = stored is not null
                ? state.Version == stored.Version + 1
                : state.Version == 1 && state.Id == (Latest()?.Id ?? default).Next;
            if (!isNext)
            {
                return false;
            }

            try
            {
                FileOf(NameOf(state.Id)).Save(state);
            }
            catch (UnauthorizedAccessException e)
            {
                throw new IOException($"Deployment {state.Id} could not be written: {e.Message}", e);
            }

            lock (_gate)
            {
                _states[state.Id.Value] = state;
            }

            return true;
        }
    }

    private DurableJsonFile<RolloutState> FileOf(string name) => new(_directory, name);
}
