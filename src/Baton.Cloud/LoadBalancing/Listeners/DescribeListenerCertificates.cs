using Baton.Aws.Elb;
using Baton.Cloud.Server;

namespace Baton.Cloud.LoadBalancing.Listeners;

internal sealed class DescribeListenerCertificates(ListenerBook book) : TypedAction<DescribeListenerCertificatesInput, DescribeListenerCertificatesOutput>
{
    protected override Task<DescribeListenerCertificatesOutput> HandleAsync(DescribeListenerCertificatesInput request, CancellationToken cancellationToken)
    {
        var all = book.Find(request.ListenerArn).CertificateArns.Select((arn, index) => new Certificate { CertificateArn = arn, IsDefault = index == 0 });
        var page = Page<Certificate>.Of(all, request.PageSize, request.Marker, least: 1);
        return Task.FromResult(new DescribeListenerCertificatesOutput { Certificates = page.Items, NextMarker = page.NextToken });
    }
}
