namespace Baton.Cloud.Network.Switching;

internal static class SocketFile
{
    /// <summary>Removes the name of a socket, also when the folder around it is gone already.</summary>
    public static void Delete(string path)
    {
        if (File.Exists(path))
        {
            File.Delete(path);
        }
    }
}
