using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Baton.Hosts.Assessing;
using Baton.Operations.Assessing;

namespace Baton.Tests.Assessing;

/// <summary>A server with something of everything, as the scripts answer it (fields are separated by two spaces here).</summary>
internal static class ShopServer
{
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public static Dictionary<string, string> Answers(TimeSpan? certificateLife = null) => new(Data())
    {
        ["system"] = """
            root=yes
            hostname=shop.example.net
            os=Debian GNU/Linux 10 (buster)
            os_id=debian
            os_version=10
            architecture=x86_64
            kernel=4.19.0
            glibc=2.28
            cpus=4
            cpu_model=Old CPU
            virtualization=none
            memory_kib=8000000
            available_kib=6000000
            swap_kib=0
            uptime_s=40000000
            load=0.20  0.10  0.10
            busy_percent=3
            history=7  1000  4.0  11.0  5000000
            time_zone=Europe/Berlin
            clock_synchronized=no
            systemd=yes
            address=192.0.2.10
            mount=/  /dev/sda1  ext4  50000000000  44000000000  6000000000  12
            """,
        ["services"] = """
            unit=cron.service  active  enabled  no  Regular background program processing daemon
            unit=nginx.service  active  enabled  no  A web server
            unit=shop.service  active  enabled  yes  The shop
            unit=shop-worker.service  active  disabled  yes  Sends orders
            unit=zabbix-agent.service  active  enabled  no  Zabbix
            failed=old.service
            port=tcp  0.0.0.0  22  sshd  ssh.service  root
            port=tcp  0.0.0.0  80  nginx  nginx.service  root
            port=tcp  0.0.0.0  443  nginx  nginx.service  root
            port=tcp  127.0.0.1  5000  python3  shop.service  shop
            port=tcp  0.0.0.0  5432  postgres  postgresql@11-main.service  postgres
            marker=ansible
            mail_program=postfix
            mail_queue=2
            """,
        ["web"] = $"""
            server=nginx  1.14.2
            site=nginx  shop.example.net  443/ssl  /srv/shop/static  http://127.0.0.1:5000  /etc/letsencrypt/live/shop/fullchain.pem  no
            certificate=/etc/letsencrypt/live/shop/fullchain.pem  certbot  {Certificate(certificateLife ?? TimeSpan.FromDays(60))}
            """,
        ["applications"] = """
            process=812  shop.service  shop  /srv/shop  /usr/bin/python3.7  /usr/bin/python3 -m shop …  yes  90000
            process=813  shop-worker.service  shop  /srv/shop  /usr/bin/python3.7  /usr/bin/python3 -m shop.worker  no  50000
            process=900    bob  /home/bob/tool  /usr/bin/node  node …  yes  60000
            settings=shop.service  /etc/shop.env  644
            runtime=python  3.7.3  /usr/bin/python3.7
            names=https://api.stripe.com  /etc/shop.env
            """,
        ["surroundings"] = "peer=198.51.100.9  443  python3  shop.service\nuser=bob  1000  /bin/bash  yes  set\nkey=bob  1024  SHA256:abc  (RSA)\nsshd=passwordauthentication  yes\nfirewall=nftables  0\n",
    };

    private static Dictionary<string, string> Data() => new()
    {
        ["postgres"] = """
            cluster=11/main  11  /var/lib/postgresql/11/main  5432  postgres  postgresql@11-main.service  /usr/lib/postgresql/11/bin  yes
            fact=11/main  server_version  11.22
            fact=11/main  standby  no
            fact=11/main  data_bytes  3000000000
            fact=11/main  wal_free_bytes  6000000000
            setting=11/main  wal_level  replica
            setting=11/main  data_checksums  off
            database=11/main  shop  UTF8  de_DE.UTF-8  de_DE.UTF-8  c      2900000000  7  1  public.log  0
            extension=11/main  shop  pg_trgm  1.4
            role=11/main  shop  yes  no  no
            password=11/main  shop  md5
            replication=11/main  physical slot  old_standby  unused
            """,
        ["stores"] = "store=redis  5.0.3  /var/lib/redis  20000000  redis-server.service\n",
        ["files"] = "changed=/srv/shop/uploads  120  shop  1795200000  4000  9000000000\nchanged=/usr/local/bin  1  root  1795200000  3  1000\n",
        ["schedule"] = "cron=/etc/crontab  */5 * * * *  shop  no  /srv/shop/remind …\ncron=/etc/cron.daily  @daily  root  yes  /etc/cron.daily/apt\ntimer=certbot.timer  certbot.service  1795200000  yes\ntimer=dpkg-db-backup.timer  dpkg-db-backup.service  1795200000  yes\n",
    };

    public static async Task<ServerAssessment> LookAsync(Dictionary<string, string>? answers = null) =>
        await new Assessor(new CannedHost(answers ?? Answers()), new FixedTime()).LookAsync(new Progress<string>(), CancellationToken.None);

    public static async Task<AssessmentReport> ReportAsync(Dictionary<string, string>? answers = null) => AssessmentReport.Of("shop", await LookAsync(answers));

    private static string Certificate(TimeSpan life)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=shop.example.net", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("shop.example.net");
        names.AddDnsName("www.shop.example.net");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(Now - TimeSpan.FromDays(30), Now + life);
        return Convert.ToBase64String(certificate.RawData);
    }

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }

    /// <summary>Requests of these weeks, by a rule; "usage=" lines.</summary>
    public static string Usage(int days, Func<DateOnly, int, int> requests)
    {
        var first = new DateOnly(2026, 10, 19);
        var lines = Enumerable.Range(0, days).SelectMany(day => Enumerable.Range(0, 24).Select(hour => (Day: first.AddDays(day), Hour: hour)))
            .Select(at => (at.Day, at.Hour, Count: requests(at.Day, at.Hour))).Where(at => at.Count > 0)
            .Select(at => string.Create(CultureInfo.InvariantCulture, $"usage={at.Day:yyyy-MM-dd}  {at.Hour:00}  {at.Count}"));
        return string.Join('\n', lines) + "\n";
    }
}
