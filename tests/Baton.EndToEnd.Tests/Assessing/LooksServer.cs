using Baton.Cloud.StockImages;
using Baton.EndToEnd.Tests.Machines;

namespace Baton.EndToEnd.Tests.Assessing;

/// <summary>
/// A Debian with Apache, PHP and two PostgreSQL databases. Its packages are put into the disk image once, by Debian's own tools on this machine (and kept in the cache);
/// then it boots as a real virtual machine, and the script below sets it up as a person would.
/// </summary>
internal static class LooksServer
{
    public const string Secret = "geheim4711";

    public static async Task<string> DiskAsync()
    {
        var images = new DebianStockImages(MachineRoom.ImageOptions with
        {
            MorePackages = ["apache2", "libapache2-mod-php", "php-cli", "postgresql-15", "cron", "sysstat", "openssl", "ssl-cert"],
        });
        var progress = new Progress<string>(message => TestContext.Current.TestOutputHelper?.WriteLine(message));
        return (await images.EnsureAsync(images.All[0], progress, TestContext.Current.CancellationToken)).RawDisk;
    }

    /// <summary>Secrets everywhere where people put them. None of them may be in a report.</summary>
    public const string SetUp = $$"""
        set -eu
        install -d -o www-data -g www-data /var/www/shop/public/uploads
        for n in $(seq 1 7); do head -c 2000 /dev/urandom >/var/www/shop/public/uploads/$n.jpg; done
        chown -R www-data /var/www/shop/public/uploads
        echo '<?php echo "shop";' >/var/www/shop/public/index.php
        printf 'DB_PASSWORD={{Secret}}\nSTRIPE=https://user:{{Secret}}@api.stripe.example/v1\nDATABASE_URL=postgres://shop:{{Secret}}@db2.example.com:5432/shop\n' >/var/www/shop/public/.env
        printf 'admin:$apr1${{Secret}}\n' >/etc/apache2/htpasswd
        openssl req -x509 -newkey rsa:2048 -nodes -days 20 -subj /CN=shop.example.org -addext subjectAltName=DNS:shop.example.org,DNS:www.shop.example.org \
            -keyout /etc/ssl/private/shop.key -out /etc/ssl/shop.pem 2>/dev/null
        cat /etc/ssl/private/shop.key >>/etc/ssl/shop.pem
        cat >/etc/apache2/sites-available/shop.conf <<'CONF'
        <VirtualHost *:443>
            ServerName shop.example.org
            ServerAlias www.shop.example.org
            DocumentRoot /var/www/shop/public
            SSLEngine on
            SSLCertificateFile /etc/ssl/shop.pem
            SetEnv API_TOKEN {{Secret}}
            ProxyPass /api http://10.1.2.3:8080/api
            <Location /admin>
                AuthType Basic
                AuthName admin
                AuthUserFile /etc/apache2/htpasswd
                Require valid-user
            </Location>
        </VirtualHost>
        CONF
        a2enmod -q ssl proxy proxy_http >/dev/null
        a2ensite -q shop >/dev/null
        systemctl restart apache2
        echo '*/7 * * * * www-data API_KEY={{Secret}} /usr/bin/php /var/www/shop/cron.php --token={{Secret}} https://u:{{Secret}}@hooks.example.com/{{Secret}}' >/etc/cron.d/shop
        echo 'MAILTO={{Secret}}@example.com' >>/etc/cron.d/shop
        echo 'clerk:{{Secret}}' | chpasswd -c SHA512 2>/dev/null || { useradd -m -s /bin/bash clerk; echo 'clerk:{{Secret}}' | chpasswd; }
        install -d -m 0700 -o clerk ~clerk/.ssh
        install -m 0600 -o clerk ~admin/.ssh/authorized_keys ~clerk/.ssh/authorized_keys
        systemctl start postgresql@15-main
        until runuser -u postgres -- psql -qAtc 'SELECT 1' >/dev/null 2>&1; do sleep 0.3; done
        runuser -u postgres -- psql -q <<'SQL'
        CREATE ROLE shop LOGIN PASSWORD '{{Secret}}';
        CREATE DATABASE shop OWNER shop;
        CREATE DATABASE blog OWNER shop ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0;
        \c shop
        CREATE TABLE orders (id int PRIMARY KEY, note text);
        CREATE TABLE hits (at timestamptz, what text);
        INSERT INTO orders SELECT n, '{{Secret}}' FROM generate_series(1, 1000) n;
        SELECT lo_create(0);
        CREATE EXTENSION pg_trgm;
        SELECT pg_create_physical_replication_slot('forgotten');
        SQL
        mkdir -p /var/log/sysstat /var/backups/shop
        /usr/lib/sysstat/sa1 1 3 >/dev/null
        echo dump >/var/backups/shop/shop.sql.gz
        touch -d '9 days ago' /var/backups/shop/shop.sql.gz
        for day in 0 1 2 3 4 5 6 7 8 9; do
            for hour in 08 09 10 11 14; do
                stamp=$(date -d "$day days ago" +%d/%b/%Y)
                for n in 1 2 3 4 5; do echo "192.0.2.$n - - [$stamp:$hour:0$n:00 +0000] \"GET /?token={{Secret}} HTTP/1.1\" 200 5"; done
            done
        done >>/var/log/apache2/access.log
        """;
}
