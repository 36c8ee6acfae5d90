// libtorch has one random state for the process: tests that seed it cannot run beside each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
