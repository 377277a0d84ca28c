using System.Diagnostics.Metrics;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Slots;
using LogPlatform.Gateway.Mirror;
using LogPlatform.Storage.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace LogPlatform.Gateway.Tests.Mirror;

public sealed class MirrorIntakeTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly ManualTime _time = new();
    private readonly RecordedJournal _journal = new();
    private readonly FakeSlot _slot = new(Names.Old);

    public void Dispose() => _services.Dispose();

    [Fact]
    public void WithoutAStageNothingIsTaken()
    {
        var mirror = new UnitMirror();
        Offer(mirror).ShouldBeFalse();
        var intake = Intake();
        mirror.Open(intake);
        Offer(mirror).ShouldBeTrue();
        mirror.Close(intake);
        Offer(mirror).ShouldBeFalse();
        _slot.Unreturned.ShouldBe(0);
    }

    [Fact]
    public void AnotherStageThatWasOpenedMeanwhileStaysOpen()
    {
        var mirror = new UnitMirror();
        var (first, second) = (Intake(), Intake());
        mirror.Open(first);
        mirror.Open(second);
        mirror.Close(first);
        Offer(mirror).ShouldBeTrue();
    }

    [Fact]
    public void UnitsBeyondTheBoundAreLeftOutAndCounted()
    {
        var intake = Intake(units: 3);
        Enumerable.Range(0, 5).Select(_ => Offer(intake)).ShouldBe([true, true, true, false, false]);
        intake.LeftOut.ShouldBe(2);
        intake.Units.ShouldBe(5);
        intake.Waiting.ShouldBe(3);
    }

    [Fact]
    public void AUnitKeepsItsPlaceUntilItIsDisposed()
    {
        var intake = Intake(units: 1);
        Offer(intake).ShouldBeTrue();
        intake.Reader.TryRead(out var unit).ShouldBeTrue();
        Offer(intake).ShouldBeFalse();
        unit!.Dispose();
        unit.Dispose();
        Offer(intake).ShouldBeTrue();
        Offer(intake).ShouldBeFalse();
    }

    [Fact]
    public void BytesBeyondTheBoundAreLeftOutAndGiveTheirPlaceBack()
    {
        var intake = Intake(bytes: 1);
        Offer(intake).ShouldBeFalse();
        Offer(intake).ShouldBeFalse();
        intake.LeftOut.ShouldBe(2);
        var empty = ScriptedResult(0);
        intake.TryTake(Names.Blue, [_journal.Add(_time.GetUtcNow())], empty).ShouldBeTrue();
    }

    [Fact]
    public void UnitsOfAnotherSlotOrReleaseAreNotTaken()
    {
        var intake = Intake();
        Offer(intake, Names.Green).ShouldBeFalse();
        Offer(intake, Names.Blue with { Release = Names.New }).ShouldBeFalse();
        Offer(intake, Names.Blue with { Generation = new Generation(9) }).ShouldBeTrue();
        intake.LeftOut.ShouldBe(0);
        intake.Units.ShouldBe(1);
    }

    [Fact]
    public void AShareTakesTheSameBatchesEachTimeAndAboutThatMany()
    {
        var (one, other) = (Intake(units: 10_000, share: 0.3), Intake(units: 10_000, share: 0.3));
        var taken = Enumerable.Range(1, 2000).Select(id => Entry(id)).Select(entry => one.TryTake(Names.Blue, [entry], ScriptedResult(0))).ToArray();
        var again = Enumerable.Range(1, 2000).Select(id => Entry(id)).Select(entry => other.TryTake(Names.Blue, [entry], ScriptedResult(0))).ToArray();
        again.ShouldBe(taken);
        taken.Count(isTaken => isTaken).ShouldBeInRange(500, 700);
        one.LeftOut.ShouldBe(0);
    }

    [Fact]
    public void NothingIsLeftInTheBacklogOfAStageThatIsOver()
    {
        var intake = Intake(units: 2);
        Enumerable.Range(0, 3).Select(_ => Offer(intake)).ShouldBe([true, true, false]);
        intake.Backlog.ShouldBe(2 * _journal.Read(default, 1)[0].RecordCount);

        intake.Close();

        Offer(intake).ShouldBeFalse();
        intake.Backlog.ShouldBe(0);
    }

    [Fact]
    public void LagIsTheAgeOfTheOldestUnitThatWaits()
    {
        var intake = Intake();
        intake.Lag.ShouldBe(TimeSpan.Zero);
        Offer(intake);
        _time.Advance(TimeSpan.FromSeconds(2));
        Offer(intake);
        _time.Advance(TimeSpan.FromSeconds(1));
        intake.Lag.ShouldBe(TimeSpan.FromSeconds(3));
    }

    private static JournalEntry Entry(long id) => new(new BatchId(id), 1, 100, 0, default);

    private static WorkResult ScriptedResult(int bytes) => new() { Number = 1, Tallies = [], Blocks = [new byte[bytes]], Quarantine = default, CpuNanoseconds = 0 };

    private MirrorIntake Intake(int units = 64, long bytes = 64 << 20, double share = 1) => new(
        Color.Blue,
        Names.Old,
        share,
        new MirrorOptions { HeldUnits = units, HeldBytes = bytes },
        new MirrorInstruments(_services.GetRequiredService<IMeterFactory>()),
        _time);

    private bool Offer(UnitMirror mirror) => Offer((pointer, entries, result) => mirror.TryTake(pointer, entries, result), Names.Blue);

    private bool Offer(MirrorIntake intake, SlotPointer? pointer = null) => Offer((by, entries, result) => intake.TryTake(by, entries, result), pointer ?? Names.Blue);

    private bool Offer(Func<SlotPointer, IReadOnlyList<JournalEntry>, WorkResult, bool> take, SlotPointer pointer)
    {
        JournalEntry[] entries = [_journal.Add(_time.GetUtcNow())];
        var result = _slot.Answer(new WorkUnit(1, pointer.Generation, entries));
        if (take(pointer, entries, result))
        {
            return true;
        }

        result.Dispose();
        return false;
    }
}
