using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Tests.Slots;

/// <summary>Invariant 6, by exhaustion: every order of the atomic steps of readers and switchers.</summary>
public sealed class ActiveSlotInterleavingTests
{
    private static SlotEpoch<string> Epoch(Color color, long generation) =>
        new(new SlotPointer(color, new Generation(generation), default), color.ToString());

    [Fact]
    public void NoLeaseIsInsideAnEpochThatWasDeclaredDrained()
    {
        var schedules = Interleavings.ExploreAll(() =>
        {
            var world = new World();
            return ([world.Reader(), world.Reader(), world.Switch(world.First, Color.Green, 2)], world.Check);
        });
        schedules.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void OneReaderAcrossTwoSwitchesAlwaysGetsALeaseOnAnEpochThatWasCurrent()
    {
        var schedules = Interleavings.ExploreAll(() =>
        {
            var world = new World();
            return ([world.Reader(), world.SwitchThereAndBack()], world.Check);
        });
        schedules.ShouldBeGreaterThan(10);
    }

    [Fact]
    public void OfTwoConcurrentSwitchesFromTheSameEpochExactlyOneWins()
    {
        Interleavings.ExploreAll(() =>
        {
            var world = new World();
            return ([world.Switch(world.First, Color.Green, 2), world.Switch(world.First, Color.Green, 3), world.Reader()], last =>
            {
                world.Check(last);
                if (last)
                {
                    world.Wins.ShouldBe(1);
                }
            }
            );
        }).ShouldBeGreaterThan(10);
    }

    [Fact]
    public void ASwitchNeedsALaterGeneration()
    {
        var first = Epoch(Color.Blue, 5);
        var slot = new ActiveSlot<string>(first);
        Should.Throw<ArgumentException>(() => slot.TrySwitch(first, Epoch(Color.Green, 5)));
        slot.Current.ShouldBeSameAs(first);
        first.Latch.IsClosed.ShouldBeFalse();
    }

    [Fact]
    public async Task ALeaseThatOutlivesTheSwitchHoldsTheDrain()
    {
        var first = Epoch(Color.Blue, 1);
        var slot = new ActiveSlot<string>(first);
        var lease = slot.Acquire();
        slot.TrySwitch(first, Epoch(Color.Green, 2)).ShouldBeTrue();
        slot.Acquire().Pointer.Color.ShouldBe(Color.Green);
        first.Latch.Drained.IsCompleted.ShouldBeFalse();
        lease.Release();
        await first.Latch.Drained;
    }

    private sealed class World
    {
        private readonly ActiveSlot<string> _slot;
        private readonly List<SlotEpoch<string>> _epochs = [];
        private readonly Dictionary<SlotEpoch<string>, int> _inside = [];
        private int _readers;
        private int _served;

        public World()
        {
            _epochs.Add(First);
            _slot = new ActiveSlot<string>(First);
        }

        public SlotEpoch<string> First { get; } = Epoch(Color.Blue, 1);

        public int Wins { get; private set; }

        /// <summary>The steps of <see cref="ActiveSlot{TNodes}.Acquire"/> and <see cref="Lease{TNodes}.Release"/>, one at a time.</summary>
        public IEnumerable<int> Reader()
        {
            _readers++;
            var refused = 0;
            while (true)
            {
                var epoch = _slot.Current;
                yield return 0;
                if (ActiveSlot<string>.TryEnter(epoch, out var lease))
                {
                    _inside[epoch] = _inside.GetValueOrDefault(epoch) + 1;
                    yield return 0;
                    _inside[epoch]--;
                    lease.Release();
                    _served++;
                    yield break;
                }

                // Refused at most once for each switch: it never spins on a closed epoch.
                (++refused).ShouldBeLessThan(_epochs.Count);
                yield return 0;
            }
        }

        /// <summary>The steps of <see cref="ActiveSlot{TNodes}.TrySwitch"/>, one at a time.</summary>
        public IEnumerable<int> Switch(SlotEpoch<string> expected, Color color, long generation)
        {
            var next = Epoch(color, generation);
            if (!_slot.TryPublish(expected, next))
            {
                yield break;
            }

            _epochs.Add(next);
            Wins++;
            yield return 0;
            expected.Latch.Close();
        }

        public IEnumerable<int> SwitchThereAndBack()
        {
            foreach (var (color, generation) in new[] { (Color.Green, 2), (Color.Blue, 3) })
            {
                foreach (var step in Switch(_slot.Current, color, generation))
                {
                    yield return step;
                }

                yield return 0;
            }
        }

        public void Check(bool last)
        {
            foreach (var epoch in _epochs)
            {
                if (epoch.Latch.Drained.IsCompleted)
                {
                    _inside.GetValueOrDefault(epoch).ShouldBe(0);
                }

                epoch.Latch.Count.ShouldBe(_inside.GetValueOrDefault(epoch));
            }

            if (last)
            {
                _served.ShouldBe(_readers);
                _epochs.Where(epoch => epoch.Latch.IsClosed).ShouldAllBe(epoch => epoch.Latch.Drained.IsCompleted);
                _slot.Current.Latch.IsClosed.ShouldBeFalse();
            }
        }
    }
}
