using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Places;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Images;

internal sealed class ModifyImageAttribute(CloudContext cloud) : TypedAction<ModifyImageAttributeRequest, EmptyResponse>
{
    public override string? Missing => "organizations, product codes";

    protected override void Check(ModifyImageAttributeRequest request)
    {
        ImageView.FindOwn(request.ImageId, cloud);
        var (add, remove) = Permissions(request);
        foreach (var permission in add.Concat(remove))
        {
            if (permission.OrganizationArn is not null || permission.OrganizationalUnitArn is not null)
            {
                throw Ec2Errors.Unsupported("The local cloud has accounts, and no organizations.");
            }

            if (permission.UserId is { } account && !Accounts.IsAccount(account))
            {
                throw new AwsException("InvalidAMIAttributeItemValue", $"Invalid attribute item value \"{account}\" for userId item type.");
            }

            if (permission.Group is not (null or "all"))
            {
                throw new AwsException("InvalidAMIAttributeItemValue", $"Invalid attribute item value \"{permission.Group}\" for group item type.");
            }
        }
    }

    protected override Task<EmptyResponse> HandleAsync(ModifyImageAttributeRequest request, CancellationToken cancellationToken)
    {
        var image = ImageView.FindOwn(request.ImageId, cloud);
        if ((request.Description?.Value ?? (request.Attribute == "description" ? request.Value : null)) is { } description)
        {
            image = image with { Description = description };
        }

        if (request is { Attribute: "imdsSupport", Value: "v2.0" })
        {
            image = image with { ImdsSupport = "v2.0" };
        }

        var (add, remove) = Permissions(request);
        image = image with
        {
            Public = (image.Public || add.Any(permission => permission.Group == "all")) && !remove.Any(permission => permission.Group == "all"),
            LaunchAccounts =
            [
                .. image.LaunchAccounts.Union(add.Select(permission => permission.UserId).OfType<string>())
                    .Except(remove.Select(permission => permission.UserId).OfType<string>()),
            ],
        };
        cloud.State.Images.Put(image);
        return Task.FromResult(new EmptyResponse());
    }

    private static (IReadOnlyList<LaunchPermission> Add, IReadOnlyList<LaunchPermission> Remove) Permissions(ModifyImageAttributeRequest request)
    {
        if (request.LaunchPermission is { } modifications)
        {
            return (modifications.Add, modifications.Remove);
        }

        // The older way of saying it: OperationType=add&UserId.1=…
        List<LaunchPermission> named =
        [
            .. request.UserIds.Select(id => new LaunchPermission { UserId = id }),
            .. request.UserGroups.Select(group => new LaunchPermission { Group = group }),
        ];
        return request.OperationType == "remove" ? ([], named) : (named, []);
    }
}
