using Baton.Aws.Elb;
using Baton.Cloud.Server;

namespace Baton.Cloud.LoadBalancing.Listeners;

internal sealed class RemoveListenerCertificates(CloudContext cloud, ListenerBook book) : TypedAction<RemoveListenerCertificatesInput, RemoveListenerCertificatesOutput>
{
    protected override Task<RemoveListenerCertificatesOutput> HandleAsync(RemoveListenerCertificatesInput request, CancellationToken cancellationToken)
    {
        var listener = book.Find(request.ListenerArn);
        var removed = request.Certificates.Select(certificate => certificate.CertificateArn!).ToList();
        if (listener.CertificateArns is [var first, ..] && removed.Contains(first))
        {
            throw ElbErrors.NotPermitted("The default certificate cannot be removed; put another one in its place with ModifyListener.");
        }

        cloud.State.Listeners.Put(listener with { CertificateArns = [.. listener.CertificateArns.Except(removed)] });
        return Task.FromResult(new RemoveListenerCertificatesOutput());
    }
}
