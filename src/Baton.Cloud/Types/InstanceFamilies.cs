namespace Baton.Cloud.Types;

/// <summary>The families that the cloud knows, from https://docs.aws.amazon.com/ec2/latest/instancetypes/ .</summary>
internal static class InstanceFamilies
{
    private const string To16 = "large:2 xlarge:4 2xlarge:8 4xlarge:16 8xlarge:32 12xlarge:48 16xlarge:64";
    private const string To24 = To16 + " 24xlarge:96";
    private const string To32 = To24 + " 32xlarge:128";
    private const string To48 = To24 + " 48xlarge:192";
    private const string Amd48 = To32 + " 48xlarge:192";
    private const string Arm16 = "medium:1 " + To16;

    public static IReadOnlyList<InstanceFamily> All { get; } = [.. Burstable(), .. Older(), .. General(), .. Compute(), .. Memory()];

    private static IEnumerable<InstanceFamily> Burstable() =>
    [
        new("t2")
        {
            ThreadsPerCore = 1, ClockGhz = 2.5, Nitro = false, Network = "Low to Moderate",
            Sizes = "nano:1:512 micro:1:1024 small:1:2048 medium:2:4096 large:2:8192 xlarge:4:16384 2xlarge:8:32768",
        },
        new("t3") { ClockGhz = 3.1, Network = "Up to 5 Gigabit", Sizes = Small },
        new("t3a") { ClockGhz = 2.2, Network = "Up to 5 Gigabit", Sizes = Small },
        new("t4g") { Architecture = "arm64", ThreadsPerCore = 1, ClockGhz = 2.5, Network = "Up to 5 Gigabit", Sizes = Small },
    ];

    private const string Small = "nano:2:512 micro:2:1024 small:2:2048 medium:2:4096 large:2:8192 xlarge:4:16384 2xlarge:8:32768";

    private static IEnumerable<InstanceFamily> Older() =>
    [
        new("m1") { ThreadsPerCore = 1, ClockGhz = 2.0, Nitro = false, Current = false, Network = "Moderate", Sizes = "small:1:1740 medium:1:3788 large:2:7680 xlarge:4:15360" },
        new("m2") { ThreadsPerCore = 1, ClockGhz = 2.4, Nitro = false, Current = false, Network = "Moderate", Sizes = "xlarge:2:17510 2xlarge:4:35020 4xlarge:8:70041" },
        new("m3") { ClockGhz = 2.5, Nitro = false, Current = false, Network = "Moderate", Sizes = "medium:1:3840 large:2:7680 xlarge:4:15360 2xlarge:8:30720" },
        new("m4") { GiBPerVcpu = 4, ClockGhz = 2.4, Nitro = false, Network = "High", Sizes = "large:2 xlarge:4 2xlarge:8 4xlarge:16 10xlarge:40 16xlarge:64" },
        new("c3") { ClockGhz = 2.8, Nitro = false, Current = false, Network = "Moderate", Sizes = "large:2:3840 xlarge:4:7680 2xlarge:8:15360 4xlarge:16:30720 8xlarge:32:61440" },
        new("c4") { ClockGhz = 2.9, Nitro = false, Network = "High", Sizes = "large:2:3840 xlarge:4:7680 2xlarge:8:15360 4xlarge:16:30720 8xlarge:36:61440" },
        new("r3") { ClockGhz = 2.5, Nitro = false, Current = false, Network = "Moderate", Sizes = "large:2:15360 xlarge:4:31232 2xlarge:8:62464 4xlarge:16:124928 8xlarge:32:249856" },
        new("r4") { ClockGhz = 2.3, Nitro = false, Network = "10", Sizes = "large:2:15616 xlarge:4:31232 2xlarge:8:62464 4xlarge:16:124928 8xlarge:32:249856 16xlarge:64:499712" },
    ];

    private static IEnumerable<InstanceFamily> General() =>
    [
        new("m5") { GiBPerVcpu = 4, ClockGhz = 3.1, Network = "10", Sizes = To24 },
        new("m5a") { GiBPerVcpu = 4, ClockGhz = 2.5, Network = "10", Sizes = To24 },
        new("m5n") { GiBPerVcpu = 4, ClockGhz = 3.1, Network = "25", Sizes = To24 },
        new("m6i") { GiBPerVcpu = 4, ClockGhz = 3.5, Network = "12.5", Sizes = To32 },
        new("m6a") { GiBPerVcpu = 4, ClockGhz = 3.6, Network = "12.5", Sizes = Amd48 },
        new("m6g") { Architecture = "arm64", ThreadsPerCore = 1, GiBPerVcpu = 4, ClockGhz = 2.5, Network = "10", Sizes = Arm16 },
        new("m7i") { GiBPerVcpu = 4, ClockGhz = 3.2, Network = "12.5", Sizes = To48 },
        new("m7i-flex") { GiBPerVcpu = 4, ClockGhz = 3.2, Network = "12.5", Sizes = "large:2 xlarge:4 2xlarge:8 4xlarge:16 8xlarge:32" },
        new("m7a") { ThreadsPerCore = 1, GiBPerVcpu = 4, ClockGhz = 3.7, Network = "12.5", Sizes = "medium:1 " + Amd48 },
        new("m7g") { Architecture = "arm64", ThreadsPerCore = 1, GiBPerVcpu = 4, ClockGhz = 2.6, Network = "12.5", Sizes = Arm16 },
    ];

    private static IEnumerable<InstanceFamily> Compute() =>
    [
        new("c5") { GiBPerVcpu = 2, ClockGhz = 3.4, Network = "10", Sizes = "large:2 xlarge:4 2xlarge:8 4xlarge:16 9xlarge:36 12xlarge:48 18xlarge:72 24xlarge:96" },
        new("c5a") { GiBPerVcpu = 2, ClockGhz = 3.3, Network = "10", Sizes = To24 },
        new("c5n") { ClockGhz = 3.4, Network = "25", Sizes = "large:2:5376 xlarge:4:10752 2xlarge:8:21504 4xlarge:16:43008 9xlarge:36:98304 18xlarge:72:196608" },
        new("c6i") { GiBPerVcpu = 2, ClockGhz = 3.5, Network = "12.5", Sizes = To32 },
        new("c6a") { GiBPerVcpu = 2, ClockGhz = 3.6, Network = "12.5", Sizes = Amd48 },
        new("c6g") { Architecture = "arm64", ThreadsPerCore = 1, GiBPerVcpu = 2, ClockGhz = 2.5, Network = "10", Sizes = Arm16 },
        new("c7i") { GiBPerVcpu = 2, ClockGhz = 3.2, Network = "12.5", Sizes = To48 },
        new("c7i-flex") { GiBPerVcpu = 2, ClockGhz = 3.2, Network = "12.5", Sizes = "large:2 xlarge:4 2xlarge:8 4xlarge:16 8xlarge:32" },
        new("c7a") { ThreadsPerCore = 1, GiBPerVcpu = 2, ClockGhz = 3.7, Network = "12.5", Sizes = "medium:1 " + Amd48 },
        new("c7g") { Architecture = "arm64", ThreadsPerCore = 1, GiBPerVcpu = 2, ClockGhz = 2.6, Network = "12.5", Sizes = Arm16 },
    ];

    private static IEnumerable<InstanceFamily> Memory() =>
    [
        new("r5") { GiBPerVcpu = 8, ClockGhz = 3.1, Network = "10", Sizes = To24 },
        new("r5a") { GiBPerVcpu = 8, ClockGhz = 2.5, Network = "10", Sizes = To24 },
        new("r5n") { GiBPerVcpu = 8, ClockGhz = 3.1, Network = "25", Sizes = To24 },
        new("r6i") { GiBPerVcpu = 8, ClockGhz = 3.5, Network = "12.5", Sizes = To32 },
        new("r6a") { GiBPerVcpu = 8, ClockGhz = 3.6, Network = "12.5", Sizes = Amd48 },
        new("r6g") { Architecture = "arm64", ThreadsPerCore = 1, GiBPerVcpu = 8, ClockGhz = 2.5, Network = "10", Sizes = Arm16 },
        new("r7i") { GiBPerVcpu = 8, ClockGhz = 3.2, Network = "12.5", Sizes = To48 },
        new("r7a") { ThreadsPerCore = 1, GiBPerVcpu = 8, ClockGhz = 3.7, Network = "12.5", Sizes = "medium:1 " + Amd48 },
        new("r7g") { Architecture = "arm64", ThreadsPerCore = 1, GiBPerVcpu = 8, ClockGhz = 2.6, Network = "12.5", Sizes = Arm16 },
    ];
}
