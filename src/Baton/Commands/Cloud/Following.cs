namespace Baton.Commands.Cloud;

/// <summary>Prints text that grows.</summary>
internal static class Following
{
    private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(250);

    /// <param name="read">Gives what is new since it was asked last.</param>
    public static async Task CopyAsync(Func<CancellationToken, Task<string>> read, Session session, bool follow, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await session.Terminal.Answer.WriteAsync(await read(cancellationToken));
                await session.Terminal.Answer.FlushAsync(cancellationToken);
                if (!follow)
                {
                    return;
                }

                await Task.Delay(s_period, session.Time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (follow)
        {
            // Ctrl+C is how following ends.
        }
    }
}
