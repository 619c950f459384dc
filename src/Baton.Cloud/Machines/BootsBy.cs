namespace Baton.Cloud.Machines;

/// <summary>What brings a machine's operating system up.</summary>
internal enum BootsBy
{
    /// <summary>The kernel and initrd of the stock image, with the root volume as one file system: the fastest way.</summary>
    Kernel,

    /// <summary>The BIOS reads the root volume's boot sector, as on EC2: an image with partitions, a boot loader and a kernel of its own.</summary>
    Firmware,
}
