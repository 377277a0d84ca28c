using LogPlatform.Core.Ports;
using LogPlatform.Core.Rewinds;
using LogPlatform.Core.Slots;
using LogPlatform.Storage.Segments;
using LogPlatform.Storage.Tests.Files;
using static LogPlatform.Storage.Tests.Segments.StoreFixture;

namespace LogPlatform.Storage.Tests.Segments;

/// <summary>Random commits, switches, releases, rewinds, retention and crashes, against <see cref="RewindModel"/>.</summary>
public sealed class RewindPropertyTests
{
    private readonly List<RewindModel> _history = [];
    private ManualTime _time = new();
    private MemoryDirectory _directory = new();
    private SegmentStore _store = null!;
    private Random _random = null!;
    private int _durable;
    private long _generation = 1;
    private long _nextBatch = 1;
    private long _lastRewind = 1;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private RewindModel Now => _history[^1];

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(4, false)]
    [InlineData(5, true)]
    [InlineData(6, true)]
    [InlineData(7, true)]
    [InlineData(8, true)]
    public async Task TheStoreShowsWhatTheModelShowsAlsoAfterAnyCrash(int seed, bool withRetention)
    {
        _random = new Random(seed);
        _history.Add(new RewindModel());
        _store = await OpenAsync(_directory, _time);
        for (var life = 0; life < 8; life++)
        {
            for (var step = _random.Next(40); step > 0; step--)
            {
                await StepAsync(withRetention);
                Seen().ShouldBe(Expected(Now), $"seed {seed}, life {life}");
            }

            await CrashAsync($"seed {seed}, life {life}");
        }

        await _store.DisposeAsync();
    }

    private async Task StepAsync(bool withRetention)
    {
        switch (_random.Next(withRetention ? 12 : 11))
        {
            case <= 3:
                await CommitAsync();
                break;
            case 4:
                _generation++;
                await _store.SealAsync(new Generation(_generation - 1), Token);
                Done(Now, isDurable: true);
                break;
            case 5 when Now.LiveQuarantine.ToList() is { Count: > 0 } live:
                var id = live[_random.Next(live.Count)];
                (await _store.ReleaseAsync(id, Token)).ShouldBeTrue();
                Done(Now with { Released = [.. Now.Released, id] }, isDurable: true);
                break;
            case 6:
                _time.Advance(TimeSpan.FromMilliseconds(100));
                Done(Now, isDurable: true);
                break;
            case 7 or 8:
                await StageAsync();
                break;
            case 9:
                await SupersedeAsync(1 + _random.NextInt64(_lastRewind));
                break;
            case 10 when _random.Next(3) == 0:
                await _store.AbandonAsync(new RewindId(_lastRewind), Token);
                Done(Now.Abandon(_lastRewind), isDurable: true);
                break;
            case 11:
                Trim();
                break;
        }
    }

    private async Task CommitAsync()
    {
        var commit = Unit(PointerOf(_generation), _nextBatch, [.. Enumerable.Range(0, 1 + _random.Next(3)).Select(_ => (_random.Next(4), _random.Next(3), _random.Next(2)))]);
        _nextBatch += commit.Result.Tallies.Count;
        await _store.CommittedAsync(commit);
        Done(Now.Commit(_store.UnitsOf(commit.Pointer.Generation).Max(unit => unit.Number), commit), isDurable: false);
    }

    private async Task StageAsync()
    {
        _lastRewind += _random.Next(4) == 0 ? 1 : 0;
        var rewind = new RewindId(_lastRewind);
        var staged = _store.StagedBy(rewind);
        foreach (var unit in _store.UnitsOf(new Generation(1 + _random.NextInt64(_generation))).Where(unit => !staged.Contains(unit.Number) && _random.Next(3) > 0))
        {
            var commit = Unit(PointerOf(_generation), unit.Tallies[0].Id.Value, [.. unit.Tallies.Select(tally => Divided((int)tally.Total))]);
            (await _store.StageAsync(rewind, unit, commit, Token)).ShouldBe(CommitStatus.Committed);
            Done(Now.Stage(rewind.Value, unit.Number, commit), isDurable: false);
        }
    }

    private async Task SupersedeAsync(long rewind)
    {
        var ready = Now.Ready(rewind).ToList();
        var visible = AllUnits().Select(unit => unit.Number).ToHashSet();
        var totals = await _store.SupersedeAsync(new RewindId(rewind), Token);
        totals.Units.ShouldBeGreaterThanOrEqualTo(ready.Count);

        // What is new among the units is what was staged; batches tell which is which.
        var shown = AllUnits().Where(unit => !visible.Contains(unit.Number)).ToDictionary(unit => unit.Tallies[0].Id, unit => unit.Number);
        shown.Count.ShouldBe(ready.Count);
        Done(Now.Supersede(rewind, unit => shown[unit.Commit.Result.Tallies[0].Id]), isDurable: ready.Count > 0);
    }

    // The store says what retention took; everything that follows from it is the model's.
    private void Trim()
    {
        _time.Advance(TimeSpan.FromHours(1 + _random.Next(11)));
        Done(Now, isDurable: true);
        _store.Trim();
        var kept = AllUnits().Select(unit => unit.Number).ToHashSet();
        var staged = Enumerable.Range(1, (int)_lastRewind).ToDictionary(rewind => (long)rewind, rewind => _store.StagedBy(new RewindId(rewind)));
        Done(
            Now with
            {
                Units = [.. Now.Units.Select(unit => unit with { IsTaken = unit.IsTaken || !kept.Contains(unit.Number) })],
                Staged = [.. Now.Staged.Where(item => staged[item.Rewind].Contains(item.Replaced) || !kept.Contains(item.Replaced))],
            },
            isDurable: true);
    }

    private async Task CrashAsync(string when)
    {
        var isKill = _random.Next(2) == 0;
        var after = isKill ? _directory.AfterKill() : _directory.AfterPowerLoss(_random);
        _directory.Before = (_, _) => throw new IOException("This machine is off.");
        await _store.DisposeAsync();
        _directory = after;

        // A clock of its own: the old store's timers must not fire into the new one's time.
        var now = _time.GetUtcNow();
        _time = new ManualTime();
        _time.Advance(now - _time.GetUtcNow());
        _store = await OpenAsync(_directory, _time);
        var seen = Seen();
        var at = _history.FindLastIndex(model => Expected(model) == seen);
        at.ShouldBeGreaterThanOrEqualTo(isKill ? _history.Count - 1 : _durable, $"{when}, kill {isKill}: {seen}");
        _history.RemoveRange(at + 1, _history.Count - at - 1);
        _durable = at;
        _nextBatch = 1 + Now.Units.SelectMany(unit => unit.Commit.Result.Tallies).Select(tally => tally.Id.Value).DefaultIfEmpty().Max();
    }

    private void Done(RewindModel model, bool isDurable)
    {
        _history.Add(model);
        _durable = isDurable ? _history.Count - 1 : _durable;
    }

    private string Seen() => string.Join(
        '\n',
        [
            _store.View(),
            .. AllUnits().OrderBy(unit => unit.Number).Select(unit => $"unit {unit.Number} by {unit.Pointer.Generation}, held {unit.HasReleasedQuarantine}"),
            .. Rewinds().Select(rewind => $"rewind {rewind}: {string.Join(' ', _store.StagedBy(new RewindId(rewind)).Order())}"),
        ]);

    private string Expected(RewindModel model) => $"{model.View()}\n{model.Work(Rewinds())}";

    private IEnumerable<long> Rewinds() => Enumerable.Range(1, (int)_lastRewind).Select(rewind => (long)rewind);

    private List<CommittedUnit> AllUnits() => [.. Enumerable.Range(1, (int)_generation).SelectMany(generation => _store.UnitsOf(new Generation(generation)))];

    private (int Kept, int Quarantined, int Dropped) Divided(int records)
    {
        var kept = _random.Next(records + 1);
        var quarantined = _random.Next(records - kept + 1);
        return (kept, quarantined, records - kept - quarantined);
    }

    private static SlotPointer PointerOf(long generation) => Pointer(generation % 2 == 0 ? Color.Green : Color.Blue, generation, $"r{generation}");
}
