// Each test has a cluster of its own: two at once would be a dozen processes on a small machine.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
