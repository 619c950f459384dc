namespace Baton.Rehearsals;

/// <summary>The baton.yaml of a migration.</summary>
internal static class MigrationConfiguration
{
    /// <param name="address">Where the operator reaches the old server.</param>
    /// <param name="inside">Where the new one does.</param>
    public static string Text(string address, string inside, string key, IReadOnlyDictionary<string, string> environment) => $"""
        region: {environment["AWS_REGION"]}
        endpoint: {environment["AWS_ENDPOINT_URL"]}
        servers:
          payroll:
            ssh:
              user: admin
              identity-file: {key}
            source:
              ssh:
                host: {address}
                user: admin
                identity-file: {key}
              link-address: {inside}
            target:
              instance-type: t3.micro
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
