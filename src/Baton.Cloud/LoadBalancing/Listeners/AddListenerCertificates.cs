using Baton.Aws.Elb;
using Baton.Cloud.Server;

namespace Baton.Cloud.LoadBalancing.Listeners;

internal sealed class AddListenerCertificates(CloudContext cloud, ListenerBook book) : TypedAction<AddListenerCertificatesInput, AddListenerCertificatesOutput>
{
    public override string? Missing => "kept and shown";

    protected override Task<AddListenerCertificatesOutput> HandleAsync(AddListenerCertificatesInput request, CancellationToken cancellationToken)
    {
        var listener = book.Find(request.ListenerArn);
        var added = request.Certificates.Select(certificate => certificate.CertificateArn is { Length: > 0 } arn ? arn : throw ElbErrors.Invalid("A certificate must have an ARN.")).ToList();
        if (listener.Protocol != "HTTPS")
        {
            throw ElbErrors.Configuration($"A certificate cannot be specified for {listener.Protocol} listeners");
        }

        cloud.State.Listeners.Put(listener with { CertificateArns = [.. listener.CertificateArns.Union(added)] });
        return Task.FromResult(new AddListenerCertificatesOutput { Certificates = [.. added.Select(arn => new Certificate { CertificateArn = arn, IsDefault = false })] });
    }
}
