using System.Globalization;

namespace Sentiment.Cli.Testing;

/// <summary>What all checks of a run gave together.</summary>
internal sealed class TestTotals
{
    private readonly List<string> _failures = [];
    private readonly List<string> _skips = [];

    public int Passed { get; private set; }

    /// <summary>Tests that ran, whatever their result: a run without any has shown nothing.</summary>
    public int Ran { get; private set; }

    /// <summary>Names of what failed, with a reason where there is one.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>Names of what was skipped, each with its reason.</summary>
    public IReadOnlyList<string> Skips => _skips;

    public bool Succeeded => _failures.Count == 0 && Ran > 0;

    /// <summary>The last line of a run.</summary>
    public string Summary
    {
        get
        {
            var skipped = _skips.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {_skips.Count} skipped");
            return string.Create(CultureInfo.InvariantCulture, $"{Passed} passed, {_failures.Count} failed{skipped}");
        }
    }

    /// <summary>Adds a project's tests.</summary>
    public void Add(TestReport report)
    {
        Passed += report.Passed;
        Ran += report.Passed + report.Failed.Count;
        _failures.AddRange(report.Failed);
        _skips.AddRange(report.Skipped);
    }

    /// <summary>Adds a check that is no test: formatting, or that a test process ended as it should.</summary>
    public void AddCheck(string? failure)
    {
        if (failure is null)
        {
            Passed++;
        }
        else
        {
            _failures.Add(failure);
        }
    }

    /// <summary>Adds something that went wrong around the tests.</summary>
    public void AddFailure(string failure) => _failures.Add(failure);
}
