using System.Net;

namespace Baton.Rehearsals;

/// <summary>The baton.yaml of a migration.</summary>
internal sealed record MigrationConfiguration
{
    /// <summary>Where the operator reaches the old server.</summary>
    public required string Address { get; init; }

    /// <summary>Where the new one does.</summary>
    public required string Inside { get; init; }

    public required string Key { get; init; }

    /// <summary>What users type.</summary>
    public required string Name { get; init; }

    /// <summary>Of the name while the server moves, in seconds.</summary>
    public required long TimeToLive { get; init; }

    /// <summary>Whom users ask for the name.</summary>
    public required IPEndPoint Resolver { get; init; }

    /// <summary>What the new server begins with; null for the distribution's own.</summary>
    public string? Image { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    public string Text() => $$"""
        region: {{Environment["AWS_REGION"]}}
        endpoint: {{Environment["AWS_ENDPOINT_URL"]}}
        servers:
          payroll:
            ssh:
              user: admin
              identity-file: {{Key}}
            source:
              ssh:
                host: {{Address}}
                user: admin
                identity-file: {{Key}}
              link-address: {{Inside}}
            target:
              instance-type: t3.micro{{(Image is null ? "" : $"\n      image: {Image}")}}
              open-ports: [80]
              carry:
                - /opt/smallpayroll
                - /etc/nginx
                - /etc/systemd/system/smallpayroll.service
            postgres:
              databases: [payroll]
            folders: [/srv/payroll/documents]
            services:
              - unit: smallpayroll.service
                warm: true
            gate:
              ports: [5080]
              proxy: nginx.service
            dns:
              names: [{{Name}}]
              provider: route53
              ttl: {{TimeToLive}}s
              resolvers: ["{{Resolver}}"]
              patience: 2m
            test:
              url: http://{{Name}}
              paths: [/, /healthz, /api/employees]
            announce:
              from: Payroll team <payroll@payroll.example>
              to: [everybody@payroll.example]
              contact: support@payroll.example
              service: Payroll
              url: http://{{Name}}
              time-zone: UTC
              smtp: {host: localhost, security: none}
            checks:
              - name: the application answers and can write
                http: http://127.0.0.1/healthz
                expect: '"database":"primary"'
                outside: true
              - name: the list of employees is there
                http: http://127.0.0.1/api/employees
              - name: employees are in the database
                sql: SELECT count(*) > 0 FROM employees
                database: payroll
                expect: t

        """;
}
