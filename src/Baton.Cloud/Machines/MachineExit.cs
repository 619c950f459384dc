namespace Baton.Cloud.Machines;

public enum MachineExit
{
    GuestPoweredOff,
    Crashed,
}
