using Baton.Cloud.State;

namespace Baton.Tests.Cloud.State;

public sealed class TableTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("baton-table-");
    private CloudState _state;

    public TableTests() => _state = new(_folder.FullName);

    public void Dispose()
    {
        _state.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task All_records_can_be_listed_while_others_put_and_remove_some()
    {
        // Sorting a concurrent dictionary that grows meanwhile throws; a request that came at the wrong moment was answered with an InternalError.
        var writing = Task.Run(() =>
        {
            for (var number = 0; number < 2_000; number++)
            {
                _state.Subnets.Put(Subnet($"subnet-{number % 700:000}", $"vpc-{number % 3}"));
                _state.Subnets.Remove($"subnet-{number * 7 % 700:000}");
            }
        });
        while (!writing.IsCompleted)
        {
            var ids = _state.Subnets.All.Select(subnet => subnet.SubnetId).ToList();
            Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        }

        await writing;
    }

    [Fact]
    public void Records_are_found_by_what_they_belong_to_also_after_a_restart()
    {
        _state.Volumes.Put(Volume("vol-2", "i-1", "/dev/sdb"));
        _state.Volumes.Put(Volume("vol-1", "i-1", "/dev/sda1"));
        _state.Volumes.Put(Volume("vol-3", "i-2", "/dev/sda1"));
        _state.Volumes.Put(Volume("vol-3", "i-1", "/dev/sdc"));
        _state.Volumes.Put(Volume("vol-2", null, null));

        Assert.Equal(["vol-1", "vol-3"], _state.VolumesOf("i-1").Select(volume => volume.VolumeId));
        Assert.Empty(_state.VolumesOf("i-2"));
        _state.Dispose();
        _state = new(_folder.FullName);
        Assert.Equal(["vol-1", "vol-3"], _state.VolumesOf("i-1").Select(volume => volume.VolumeId));
        Assert.Equal(["vol-1", "vol-2", "vol-3"], _state.Volumes.All.Select(volume => volume.VolumeId));
    }

    private static SubnetRecord Subnet(string id, string vpc) => new(id, vpc, "us-east-1a", "10.0.0.0/24");

    private static VolumeRecord Volume(string id, string? instance, string? device) => new()
    {
        VolumeId = id, SizeGiB = 1, Zone = "us-east-1a", Type = "gp3", CreateTime = DateTimeOffset.UnixEpoch, InstanceId = instance, Device = device,
    };
}
