using Baton.Configuration;
using Baton.Engine.Problems;
using Baton.Operations.Configuration;

namespace Baton.Tests.Configuration;

public sealed class BatonFileTests
{
    [Fact]
    public void Everything_that_a_server_can_have_is_read()
    {
        var configuration = BatonFile.Parse(
            """
            region: eu-central-1
            endpoint: http://127.0.0.1:4570
            servers:
              payroll:
                instance: i-0123456789abcdef0
                ssh: { user: ubuntu, port: 2222, identity-file: ~/.ssh/id, address: private }
                postgres: { cluster: 15/main, databases: [payroll] }
                folders: [/srv/payroll/documents/]
                services:
                  - nginx.service
                  - unit: smallpayroll.service
                    warm: true
                fenced: [cron.service]
                gate: { ports: [5080], proxy: nginx.service }
                checks:
                  - name: the login page answers
                    http: http://127.0.0.1/login
                    status: 302
                    outside: true
                  - sql: select count(*) > 0 from employee
                    database: payroll
                    expect: t
                consistency: filesystem
                launch: { carry-user-data: true }
                budgets: { hold: 500ms, catch-up: 2h }
            """,
            "baton.yaml");

        Assert.Equal(("eu-central-1", new Uri("http://127.0.0.1:4570")), (configuration.Region, configuration.Endpoint));
        var server = Assert.Single(configuration.Servers);
        Assert.Equal(("payroll", "i-0123456789abcdef0"), (server.Name, server.Instance));
        Assert.Equal(new SshOptions { User = "ubuntu", Port = 2222, IdentityFile = "~/.ssh/id", Address = AddressKind.Private }, server.Ssh);
        Assert.Equal(["payroll"], server.Postgres!.Databases);
        Assert.Equal(["/srv/payroll/documents"], server.Folders);
        Assert.Equal([new("nginx.service"), new("smallpayroll.service") { Warm = true }], server.Services);
        Assert.Equal(["cron.service"], server.Fenced);
        Assert.Equal([5080], server.Gate.Ports);
        Assert.Equal([(CheckKind.Http, 302, true), (CheckKind.Sql, 200, false)], server.Checks.Select(check => (check.Kind, check.ExpectStatus, check.Outside)));
        Assert.Equal("sql select count(*) > 0 from employee", server.Checks[1].Name);
        Assert.Equal(ConsistencyLevel.Filesystem, server.Consistency);
        Assert.True(server.Launch.CarryUserData);
        Assert.Equal((TimeSpan.FromMilliseconds(500), TimeSpan.FromHours(2)), (server.Budgets.Hold, server.Budgets.CatchUp));
    }

    [Fact]
    public void Where_a_migration_comes_from_and_what_it_makes_is_read()
    {
        var server = BatonFile.Parse(
            """
            servers:
              payroll:
                source:
                  ssh: { host: payroll.example.net, user: root, port: 2222 }
                  link-address: 10.1.2.3
                target:
                  memory: 4GiB
                  image: ami-0123456789abcdef0
                  volumes: [{ mount: /srv/, size: 20, type: io2 }]
                  open-ports: [443]
                  carry: [/opt/payroll/, /etc/nginx]
                  skip-packages: [emacs]
                  provision: { script: setup.sh }
            """,
            "baton.yaml").Servers.Single();

        Assert.Equal(("payroll.example.net", "root", 2222, "10.1.2.3"), (server.Source!.Host, server.Source.Ssh.User, server.Source.Ssh.Port, server.Source.LinkAddress));
        Assert.Equal((4096, "ami-0123456789abcdef0", "setup.sh", true), (server.Target.MemoryMiB, server.Target.ImageId, server.Target.Script, server.Target.Packages));
        Assert.Equal([new TargetVolume("/srv", 20) { Type = "io2" }], server.Target.Volumes);
        Assert.Equal([443], server.Target.OpenPorts);
        Assert.Equal(["/opt/payroll", "/etc/nginx"], server.Target.Carry);
        Assert.Equal(["emacs"], server.Target.SkipPackages);
    }

    [Theory]
    [InlineData("source: {link-address: 10.1.2.3}", "BTN0204")]
    [InlineData("target: {carry: [/etc]}", "BTN0205")]
    [InlineData("target: {carry: [opt/payroll]}", "BTN0205")]
    [InlineData("target: {memory: lots}", "BTN0205")]
    [InlineData("target: {open-ports: [http]}", "BTN0205")]
    [InlineData("target: {volumes: [{mount: srv, size: 20}]}", "BTN0204")]
    public void What_cannot_be_meant_for_a_migration_is_said(string wrong, string code) =>
        Assert.Equal(code, Assert.Throws<BatonException>(() => BatonFile.Parse($"servers:\n  payroll:\n    {wrong}\n", "baton.yaml")).Problems.Single().Code);

    [Fact]
    public void A_server_with_nothing_said_about_it_has_the_defaults() =>
        Assert.Equivalent(new ServerOptions { Name = "web" }, BatonFile.Parse("servers:\n  web:\n", "baton.yaml").Servers.Single());

    [Fact]
    public void All_that_is_wrong_is_said_at_once_in_the_order_of_the_file_with_lines()
    {
        var problems = Problems(
            """
            reggion: x
            endpoint: nowhere
            servers:
              web:
                services: nginx
                ssh:
                  port: ssh
                  adress: public
                folders:
                  - srv
                  - [a]
                gate:
                  ports: [70000]
                checks:
                  - http: /login
                    tcp: 127.0.0.1:80
                  - command: true
                    outside: true
                    timeout: soon
                  - tcp: "5432"
                consistency: exact
                launch: yes
                budgets:
                  hold: 30
              db: 7
            """);

        Approved.Text(string.Join('\n', problems.Select(problem => $"{problem.Code} {problem.Message} → {problem.Hint}")) + "\n", "configuration-problems.txt");
    }

    [Fact]
    public void A_key_that_is_given_twice_is_named_with_both_lines()
    {
        var problem = Assert.Single(Problems("servers:\n  web:\n    instance: a\n    folders: [/a, /b]\n    instance: b\n"));

        Assert.Equal(("BTN0206", "baton.yaml:5: 'instance' was given before, in line 3."), (problem.Code, problem.Message));
    }

    [Theory]
    [InlineData("servers:\n  - web\n", "BTN0203")]
    [InlineData("- servers\n", "BTN0203")]
    [InlineData("servers: {web: \"\n", "BTN0201")]
    [InlineData("? [a]\n: b\n", "BTN0202")]
    [InlineData("servers:\n\tweb:\n", "BTN0201")]
    public void What_is_no_configuration_at_all_is_a_problem_and_not_a_crash(string text, string code) =>
        Assert.Equal(code, Problems(text)[0].Code);

    [Fact]
    public void An_empty_file_has_no_servers() => Assert.Empty(BatonFile.Parse("", "baton.yaml").Servers);

    private static IReadOnlyList<Problem> Problems(string text) =>
        Assert.Throws<BatonException>(() => BatonFile.Parse(text, "baton.yaml")).Problems;
}
