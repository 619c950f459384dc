using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.PrefixLists;

internal sealed class CreateManagedPrefixList(CloudContext cloud, PrefixListBook book) : TypedAction<CreateManagedPrefixListRequest, CreateManagedPrefixListResult>
{
    public override string? Missing => "IPv6";

    protected override void Check(CreateManagedPrefixListRequest request)
    {
        request.TagSpecifications.Check("prefix-list");
        if (request.AddressFamily != "IPv4")
        {
            throw request.AddressFamily == "IPv6" ? Ec2Errors.Unsupported("The local cloud has no IPv6.") : Ec2Errors.InvalidValue($"Value ({request.AddressFamily}) for parameter AddressFamily is invalid.");
        }

        if (request.PrefixListName is not { Length: > 0 and <= 255 } name || name.StartsWith("com.amazonaws", StringComparison.Ordinal))
        {
            throw Ec2Errors.InvalidValue($"Value ({request.PrefixListName}) for parameter PrefixListName is invalid: up to 255 characters, not beginning with com.amazonaws.");
        }

        PrefixListBook.Check([.. request.Entries.Select(PrefixListBook.Entry)], request.MaxEntries!.Value);
    }

    protected override Task<CreateManagedPrefixListResult> HandleAsync(CreateManagedPrefixListRequest request, CancellationToken cancellationToken)
    {
        var asked = string.Join('|', request.PrefixListName, request.MaxEntries, string.Join(',', request.Entries.Select(entry => entry.Cidr)));
        if (cloud.State.Find(Name, request.ClientToken, asked) is { } known && cloud.State.PrefixLists.Find(known) is { } before)
        {
            return Task.FromResult(new CreateManagedPrefixListResult { PrefixList = book.Show(before, "create-complete") });
        }

        var list = cloud.State.PrefixLists.Put(new() { PrefixListId = Ids.New("pl"), Name = request.PrefixListName!, MostEntries = request.MaxEntries!.Value, Versions = [[.. request.Entries.Select(PrefixListBook.Entry)]] });
        cloud.State.SetTags(list.PrefixListId, request.TagSpecifications.For("prefix-list"));
        cloud.State.Remember(Name, request.ClientToken, asked, list.PrefixListId);
        return Task.FromResult(new CreateManagedPrefixListResult { PrefixList = book.Show(list, "create-in-progress") });
    }
}
