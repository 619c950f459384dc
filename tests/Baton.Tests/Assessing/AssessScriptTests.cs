using System.Diagnostics;
using Baton.Hosts;
using Baton.Hosts.Ssh;

namespace Baton.Tests.Assessing;

/// <summary>The scripts of the walk-through let nothing secret out. They are run here by a real bash; what they read is planted.</summary>
public sealed class AssessScriptTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("baton-assess-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("/usr/bin/env -H \"Authorization: Bearer tok3n\" https://user:geheim@api.example.com/x?y=1 >/dev/null 2>&1", "/usr/bin/env -H … https://api.example.com/… >/dev/null 2>&1")]
    [InlineData("PGPASSWORD=geheim cat app | sort > /backup/app.sql.gz", "… cat … | sort > /backup/app.sql.gz")]
    [InlineData("/opt/x/sync --password geheim /srv/data && nice -n 10 /opt/x.sh", "/opt/x/sync --password … /srv/data && nice -n … /opt/x.sh")]
    [InlineData("cat -uroot -pgeheim shop; cat --token=geheim -x", "cat … cat … -x")]
    [InlineData("/bin/cat https://hooks.slack.com/services/T000/B000/geheim", "/bin/cat https://hooks.slack.com/…")]
    [InlineData("/bin/cat https://u:p/a@geheim@host.example.com/ slack://geheim/T0", "/bin/cat …")]
    [InlineData("/bin/cat /srv/Zx81Zx81Zx81Zx81Zx81Zx81Zx81/file", "/bin/cat …")]
    [InlineData("python3 -u -m payroll serve --key geheim", "… -u … --key …", "python3 -u -m payroll … --key …")]
    public async Task Of_a_command_only_what_cannot_be_secret_is_shown(string command, params string[] expected)
    {
        await File.WriteAllTextAsync(In("command"), command);

        // Whether python3 is a program here decides whether its name is shown.
        Assert.Contains(await BashAsync($"show_command \"$(<{In("command")})\"; printf '%s' \"$shown\""), expected);
    }

    [Theory]
    [InlineData("https://user:geheim@api.example.com/x", "https://api.example.com")]
    [InlineData("postgres://app:geheim@db.example.com:5432/app", "postgres://db.example.com:5432")]
    [InlineData("postgres://app:ge/he@im@db.example.com/app", "")]
    [InlineData("https://host.example.com/?next=a@b", "")]
    [InlineData("slack://geheim", "")]
    [InlineData("https://geheim", "")]
    [InlineData("redis://localhost:6379/0", "redis://localhost:6379")]
    public async Task Of_a_URL_only_a_host_that_is_one_for_certain_is_shown(string url, string expected) =>
        Assert.Equal(expected, await BashAsync($"url_host '{url}'; printf '%s' \"$host\""));

    [Fact]
    public async Task Of_a_file_with_settings_only_the_hosts_are_shown()
    {
        await File.WriteAllTextAsync(In(".env"), """
            SECRET_KEY=geheim
            DATABASE_URL="postgres://app:geheim@db.example.com:5432/app"
            export SMTP_HOST=mail.example.com
            API_TOKEN=geheim.example
            HOOK='https://hooks.slack.com/services/geheim'
            """);

        var answered = await BashAsync($"hosts_in {In(".env")}");

        Assert.Equal(["https://hooks.slack.com", "mail.example.com", "postgres://db.example.com:5432"], answered.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line["names=".Length..].Split('\t')[0]).Order());
        Assert.DoesNotContain("geheim", answered, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sites_of_nginx_are_read_without_what_is_secret_in_them()
    {
        await File.WriteAllTextAsync(In("nginx.conf"), """
            http {
                upstream app { server 127.0.0.1:5080 weight=2; server 127.0.0.1:5081; }
                server {
                    listen 80 default_server; # comment ; }
                    listen [::]:443 ssl http2;
                    server_name www.example.com example.com;
                    ssl_certificate /nowhere/fullchain.pem;
                    ssl_certificate_key /nowhere/geheim.pem;
                    location / { proxy_pass http://app; proxy_set_header Authorization "Basic geheim"; }
                    location /static { alias /srv/static; auth_basic_user_file /etc/nginx/htpasswd; }
                    location /other { proxy_pass http://user:geheim@10.0.0.7:81/path; }
                    location /php { fastcgi_pass unix:/run/php/php8.2-fpm.sock; }
                }
                server { listen 81; root /var/www/html; }
            }
            """);

        var answered = await ScriptAsync("assess-web", $"nginx() {{ if [[ $1 == -v ]]; then echo 'nginx version: nginx/1.22.1' >&2; else cat {In("nginx.conf")}; fi; }}");

        Assert.Contains(
            "site=nginx\twww.example.com example.com\t80 [::]:443/ssl\t/srv/static\thttp://127.0.0.1:5080 http://127.0.0.1:5081 http://10.0.0.7:81 unix:/run/php/php8.2-fpm.sock\t/nowhere/fullchain.pem\tyes\n".Replace("http://127.0.0.1:5080 http://127.0.0.1:5081", "127.0.0.1:5080 127.0.0.1:5081", StringComparison.Ordinal),
            answered, StringComparison.Ordinal);
        Assert.Contains("site=nginx\t\t81\t/var/www/html\t\t\tno\n", answered, StringComparison.Ordinal);
        Assert.Contains("server=nginx\t1.22.1\n", answered, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", answered, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_a_key_beside_its_certificate_gives_the_certificate_only()
    {
        await File.WriteAllTextAsync(In("both.pem"), "-----BEGIN PRIVATE KEY-----\nZ2VoZWlt\n-----END PRIVATE KEY-----\n-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n");
        await File.WriteAllTextAsync(In("nginx.conf"), $"server {{ listen 443 ssl; ssl_certificate {In("both.pem")}; }}\n");

        var answered = await ScriptAsync("assess-web", $"nginx() {{ cat {In("nginx.conf")}; }}");

        Assert.Contains($"certificate={In("both.pem")}\tunknown\tQUJD\n", answered, StringComparison.Ordinal);
        Assert.DoesNotContain("Z2VoZWlt", answered, StringComparison.Ordinal);
    }

    private string In(string name) => Path.Combine(_folder.FullName, name);

    private static Task<string> BashAsync(string commands) => RunAsync(Scripts.Read("prelude") + Scripts.Read("assess-functions") + commands);

    /// <summary>As root sees it, whoever runs the tests.</summary>
    private static Task<string> ScriptAsync(string name, string before) =>
        RunAsync(before + "\n" + ScriptText.Compose(new(name)).Replace("root=no\n", "root=yes\n", StringComparison.Ordinal));

    private static async Task<string> RunAsync(string text)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", ["-s"]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(text);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await error);
        return await output;
    }
}
