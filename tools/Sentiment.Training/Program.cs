using static TorchSharp.torch;

set_num_threads(2);
using var a = randn(2048, 256);
using var w = randn(256, 1024);
using var ab = a.bfloat16();
using var wb = w.bfloat16();
foreach (var (x, y, n) in new[] { (a, w, "f32"), (ab, wb, "bf16") })
{
    for (var k = 0; k < 3; k++)
    {
        var t = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < 50; i++) { using var c = mm(x, y); }
        var s = TimeProvider.System.GetElapsedTime(t).TotalSeconds;
        Console.WriteLine($"{n} {50 * 2.0 * 2048 * 256 * 1024 / s / 1e9:F0} GF");
    }
}

return 0;
