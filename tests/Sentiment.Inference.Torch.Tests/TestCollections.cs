using Xunit.Sdk;
using Xunit.v3;

// libtorch has one number of threads for the process, and two cores are shared: tests beside each other would measure each other.
[assembly: Parallelization(Mode = ParallelMode.None)]
