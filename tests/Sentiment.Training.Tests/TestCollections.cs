using Xunit.Sdk;
using Xunit.v3;

// libtorch has one random state for the process: tests that seed it cannot run beside each other.
[assembly: Parallelization(Mode = ParallelMode.None)]
