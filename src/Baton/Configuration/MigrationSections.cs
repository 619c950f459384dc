using System.Globalization;
using Baton.Commands;
using Baton.Engine.Problems;
using Baton.Operations.Configuration;
using Baton.Operations.Migrating;
using YamlDotNet.RepresentationModel;

namespace Baton.Configuration;

/// <summary>Reads 'source' and 'target' of a server: where a migration comes from, and what it makes.</summary>
internal static class MigrationSections
{
    // Folders of the machine itself: carried over, they would make the new one the old one.
    private static readonly HashSet<string> s_machine = ["/", "/bin", "/boot", "/dev", "/etc", "/lib", "/lib64", "/proc", "/run", "/sbin", "/sys", "/usr", "/var", "/var/lib", "/etc/ssh", "/etc/fstab", "/etc/machine-id"];

    public static SourceOptions? ReadSource(YamlSection server)
    {
        if (server.Section("source", $"source of {server.Name}") is not { } section)
        {
            return null;
        }

        var ssh = section.Section("ssh", $"ssh of {section.Name}");
        var host = ssh?.Text("host");
        if (host is null)
        {
            section.Add(ConfigurationProblems.Missing(section.Where, section.Name, "ssh.host", "Name the server as ssh reaches it: source: {ssh: {host: payroll.example.net, user: root}}"));
        }

        var defaults = new SshOptions();
        var options = ssh is null ? defaults : new SshOptions
        {
            User = ssh.Text("user") ?? defaults.User,
            Port = ssh.Number("port", 1, 65535) ?? defaults.Port,
            IdentityFile = ssh.Text("identity-file"),
        };
        ssh?.Done();
        var source = new SourceOptions { Host = host ?? "", Ssh = options, LinkAddress = section.Text("link-address"), Database = section.Choice("database", DatabaseWays.ByWord) ?? DatabaseWay.None };
        section.Done();
        return source;
    }

    public static TargetOptions? ReadTarget(YamlSection server)
    {
        if (server.Section("target", $"target of {server.Name}") is not { } section)
        {
            return null;
        }

        var defaults = new TargetOptions();
        var target = new TargetOptions
        {
            InstanceType = section.Text("instance-type"),
            MemoryMiB = Memory(section),
            Cpus = section.Number("cpus", 1, 1024),
            ImageId = section.Text("image"),
            SubnetId = section.Text("subnet"),
            RootGiB = section.Number("root-size", 1, 65536),
            Volumes = [.. section.Items("volumes").Select(item => ReadVolume(section, item)).OfType<TargetVolume>()],
            OpenPorts = Ports(section) ?? defaults.OpenPorts,
            Carry = [.. section.Texts("carry").Select(path => Carried(section, path))],
            Packages = section.Flag("packages") ?? true,
            SkipPackages = [.. section.Texts("skip-packages").Select(package => package.Value)],
            KeyName = section.Text("key-name"),
        };
        target = ReadProvision(section, target);
        section.Done();
        return target;
    }

    private static TargetOptions ReadProvision(YamlSection target, TargetOptions options)
    {
        if (target.Section("provision", $"provision of {target.Name}") is not { } section)
        {
            return options;
        }

        options = options with { Script = section.Text("script"), CloudInit = section.Text("cloud-init") };
        section.Done();
        return options;
    }

    private static int? Memory(YamlSection section)
    {
        if (section.Text("memory") is not { } text)
        {
            return null;
        }

        try
        {
            return ResizeOperation.MiB(text);
        }
        catch (BatonException)
        {
            // Said with its line, like all that is wrong in the file.
            section.Add(ConfigurationProblems.WrongValue(section.WhereIs("memory"), "memory", text, "an amount such as 4GiB"));
            return null;
        }
    }

    private static List<int>? Ports(YamlSection section)
    {
        var ports = new List<int>();
        var texts = section.Texts("open-ports");
        foreach (var (value, where) in texts)
        {
            if (int.TryParse(value, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535)
            {
                ports.Add(port);
            }
            else
            {
                section.Add(ConfigurationProblems.WrongValue(where, "open-ports", value, "a TCP port"));
            }
        }

        return texts is [] ? null : ports;
    }

    private static string Carried(YamlSection section, (string Value, string Where) path)
    {
        var name = path.Value.TrimEnd('/');
        if (!path.Value.StartsWith('/') || s_machine.Contains(name.Length == 0 ? "/" : name))
        {
            section.Add(ConfigurationProblems.WrongValue(path.Where, "carry", path.Value, "the absolute path of a file or folder of the application, and not the operating system's own"));
        }

        return name;
    }

    private static TargetVolume? ReadVolume(YamlSection target, YamlNode item)
    {
        if (target.AsSection(item, "volumes", $"a volume of {target.Name}") is not { } section)
        {
            return null;
        }

        var mount = section.Text("mount")?.TrimEnd('/');
        var size = section.Number("size", 1, 65536);
        if (mount is not { Length: > 1 } || mount[0] != '/' || size is null)
        {
            section.Add(ConfigurationProblems.Missing(section.Where, section.Name, "mount and size", "For instance {mount: /srv, size: 20}, in GiB."));
        }

        var type = section.Text("type");
        section.Done();
        return mount is null || size is null ? null : new TargetVolume(mount, size.Value) { Type = type ?? "gp3" };
    }
}
