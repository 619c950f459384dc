namespace Baton.Rehearsals;

/// <summary>The baton.yaml of the story.</summary>
internal static class PayrollConfiguration
{
    public static string Text(string instance, string key, IReadOnlyDictionary<string, string> environment) => $"""
        region: {environment["AWS_REGION"]}
        endpoint: {environment["AWS_ENDPOINT_URL"]}
        servers:
          payroll:
            instance: {instance}
            ssh:
              user: admin
              identity-file: {key}
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
              - name: the list of employees is there
                http: http://127.0.0.1/api/employees
              - name: employees are in the database
                sql: SELECT count(*) > 0 FROM employees
                database: payroll
                expect: t

        """;
}
