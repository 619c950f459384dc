using Baton.Aws.Iam;
using Baton.Cloud.Server;

namespace Baton.Cloud.Identity;

internal sealed class ListAccountAliases : TypedAction<ListAccountAliasesRequest, ListAccountAliasesResponse>
{
    public override string? Missing => "there are none";

    protected override Task<ListAccountAliasesResponse> HandleAsync(ListAccountAliasesRequest request, CancellationToken cancellationToken) => Task.FromResult(new ListAccountAliasesResponse { IsTruncated = false });
}
