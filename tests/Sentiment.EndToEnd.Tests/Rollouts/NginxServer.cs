using System.Globalization;
using Sentiment.TestKit;

namespace Sentiment.EndToEnd.Tests.Rollouts;

/// <summary>A real nginx on a free port that keeps its connections to the servers behind it, as an ingress does.</summary>
internal sealed class NginxServer : IAsyncDisposable
{
    private static readonly DebianProgram Program = new("nginx", "nginx");
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    private readonly TemporaryFolder _folder = new();
    private ServiceProcess _process = null!;

    private NginxServer(int port) => Address = new Uri($"http://127.0.0.1:{port}");

    public static string? SkipReason { get; } = Program.SkipReason;

    public Uri Address { get; }

    public static async Task<NginxServer> StartAsync(IEnumerable<int> ports)
    {
        var port = FreePorts.Take();
        var nginx = new NginxServer(port);
        nginx.WriteServers(ports);
        await File.WriteAllTextAsync(nginx._folder.Combine("nginx.conf"), Configuration(port));
        nginx._process = ServiceProcess.Start(new ProcessCommand(
            Program.Path, ["-p", nginx._folder.Path, "-c", nginx._folder.Combine("nginx.conf"), "-e", "stderr"]));
        await Poll.UntilAsync(() => HttpProbe.IsReadyAsync(nginx.Address, TestContext.Current.CancellationToken), Limit, TestContext.Current.CancellationToken);
        return nginx;
    }

    /// <summary>Sends to these from now on, as an ingress does when endpoints change: requests that run are finished where they are.</summary>
    public void SendTo(IEnumerable<int> ports)
    {
        WriteServers(ports);
        Signals.Send(int.Parse(File.ReadAllText(_folder.Combine("nginx.pid")), CultureInfo.InvariantCulture), ProcessSignal.HangUp);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Signal(ProcessSignal.Terminate);
            await _process.WaitForExitAsync(Limit);
            await _process.DisposeAsync();
        }

        _folder.Dispose();
    }

    private static string Configuration(int port) => $$"""
        {{(Environment.IsPrivilegedProcess ? "user root;" : string.Empty)}}
        daemon off;
        worker_processes 1;
        pid nginx.pid;
        events { worker_connections 1024; }
        http {
          access_log off;

          # Towards clients: a reload closes connections that are idle, whoever is about to use one. That is nginx's, and not what is tested.
          keepalive_timeout 0;
          client_body_temp_path body;
          proxy_temp_path proxy;
          fastcgi_temp_path fastcgi;
          uwsgi_temp_path uwsgi;
          scgi_temp_path scgi;
          upstream gateways {
            include servers.conf;
            keepalive 16;
          }
          server {
            listen 127.0.0.1:{{port}};
            location / {
              proxy_pass http://gateways;
              proxy_http_version 1.1;
              proxy_set_header Connection "";
            }
          }
        }
        """;

    private void WriteServers(IEnumerable<int> ports) =>
        File.WriteAllLines(_folder.Combine("servers.conf"), ports.Select(static port => $"server 127.0.0.1:{port};"));
}
