// One whole platform at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
