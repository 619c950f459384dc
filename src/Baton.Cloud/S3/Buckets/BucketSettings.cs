using System.Net;
using System.Xml.Linq;

namespace Baton.Cloud.S3.Buckets;

/// <summary>
/// The settings of buckets: read as AWS has them on a new bucket, and written only with what they are already, which is what tools do that want to be sure. Anything
/// else is refused by name.
/// </summary>
internal sealed class BucketSettings
{
    private const string Acl = "acl";

    private static readonly BucketSetting[] All =
    [
        new("versioning", "BucketVersioning") { Document = S3Xml.Element("VersioningConfiguration") },
        new("encryption", "BucketEncryption")
        {
            Document = S3Xml.Element("ServerSideEncryptionConfiguration", S3Xml.Element(
                "Rule",
                S3Xml.Element("ApplyServerSideEncryptionByDefault", S3Xml.Element("SSEAlgorithm", "AES256")), S3Xml.Element("BucketKeyEnabled", "false"))),
        },
        new("publicAccessBlock", "PublicAccessBlock")
        {
            Document = S3Xml.Element(
                "PublicAccessBlockConfiguration",
                S3Xml.Element("BlockPublicAcls", "true"), S3Xml.Element("IgnorePublicAcls", "true"), S3Xml.Element("BlockPublicPolicy", "true"), S3Xml.Element("RestrictPublicBuckets", "true")),
        },
        new("ownershipControls", "BucketOwnershipControls")
        {
            Document = S3Xml.Element("OwnershipControls", S3Xml.Element("Rule", S3Xml.Element("ObjectOwnership", "BucketOwnerEnforced"))),
        },
        new("requestPayment", "BucketRequestPayment") { Document = S3Xml.Element("RequestPaymentConfiguration", S3Xml.Element("Payer", "BucketOwner")) },
        new("logging", "BucketLogging") { Document = S3Xml.Element("BucketLoggingStatus") },
        new("notification", "BucketNotificationConfiguration") { Document = S3Xml.Element("NotificationConfiguration") },
        new("accelerate", "BucketAccelerateConfiguration") { Document = S3Xml.Element("AccelerateConfiguration") },
        new("policy", "BucketPolicy") { Missing = S3Errors.NotFound("NoSuchBucketPolicy", "The bucket policy does not exist") },
        new("policyStatus", "BucketPolicyStatus") { Missing = S3Errors.NotFound("NoSuchBucketPolicy", "The bucket policy does not exist") },
        new("lifecycle", "BucketLifecycleConfiguration") { Missing = S3Errors.NotFound("NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist") },
        new("cors", "BucketCors") { Missing = S3Errors.NotFound("NoSuchCORSConfiguration", "The CORS configuration does not exist") },
        new("website", "BucketWebsite") { Missing = S3Errors.NotFound("NoSuchWebsiteConfiguration", "The specified bucket does not have a website configuration") },
        new("replication", "BucketReplication") { Missing = S3Errors.NotFound("ReplicationConfigurationNotFoundError", "The replication configuration was not found") },
        new("object-lock", "ObjectLockConfiguration")
        {
            Missing = S3Errors.NotFound("ObjectLockConfigurationNotFoundError", "Object Lock configuration does not exist for this bucket"),
        },
    ];

    public IEnumerable<S3Operation> Operations { get; } =
    [
        new("GetBucketAcl", "GET", S3Level.Bucket, request => S3Xml.WriteAsync(request, Owners.Acl(request.Contents.Record.AccountId))) { Parameter = Acl },
        new("PutBucketAcl", "PUT", S3Level.Bucket, Owners.PutAclAsync) { Parameter = Acl },
        .. All.SelectMany(setting => new S3Operation[]
        {
            new($"Get{setting.Name}", "GET", S3Level.Bucket, request => GetAsync(request, setting)) { Parameter = setting.Parameter },
            new($"Put{setting.Name}", "PUT", S3Level.Bucket, request => PutAsync(request, setting)) { Parameter = setting.Parameter },
            new($"Delete{setting.Name}", "DELETE", S3Level.Bucket, request => DeleteAsync(request, setting)) { Parameter = setting.Parameter },
        }),
    ];

    private static Task GetAsync(S3Request request, BucketSetting setting) => S3Xml.WriteAsync(request, setting.Document ?? throw setting.Missing!);

    private static async Task PutAsync(S3Request request, BucketSetting setting)
    {
        if (setting.Document is null || !Says(await S3Xml.ReadAsync(request, setting.Document.Name.LocalName)).IsSubsetOf(Says(setting.Document)))
        {
            throw S3Errors.NotImplemented($"another setting of {setting.Name} than that of a new bucket");
        }
    }

    private static Task DeleteAsync(S3Request request, BucketSetting setting)
    {
        if (setting.Missing is null && setting.Name != "BucketEncryption")
        {
            throw S3Errors.NotImplemented($"another setting of {setting.Name} than that of a new bucket");
        }

        request.Status(HttpStatusCode.NoContent);
        return Task.CompletedTask;
    }

    // Every value with its name; the elements around them are the same wherever the names are.
    private static HashSet<(string Name, string Value)> Says(XElement document) =>
        [.. document.Descendants().Where(element => !element.HasElements).Select(element => (element.Name.LocalName, element.Value))];
}
