using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Baton.Aws.Wire;

namespace Baton.Cloud.S3.Buckets;

/// <summary>Accounts as S3 names them: by 64 digits that are theirs for ever.</summary>
internal static class Owners
{
    public static XElement Element(string name, string accountId) => S3Xml.Element(name, S3Xml.Element("ID", CanonicalId(accountId)));

    /// <summary>What stands in for access control lists where they are switched off, as they are on new buckets of AWS: all is the owner's.</summary>
    public static XElement Acl(string accountId)
    {
        XNamespace instance = "http://www.w3.org/2001/XMLSchema-instance";
        return S3Xml.Element(
            "AccessControlPolicy",
            Element("Owner", accountId),
            S3Xml.Element("AccessControlList", S3Xml.Element(
                "Grant",
                S3Xml.Element("Grantee", new XAttribute(XNamespace.Xmlns + "xsi", instance.NamespaceName), new XAttribute(instance + "type", "CanonicalUser"), S3Xml.Element("ID", CanonicalId(accountId))),
                S3Xml.Element("Permission", "FULL_CONTROL"))));
    }

    /// <summary>Takes a list that gives what is given anyway, which clients send that copy lists along with objects; refuses any other.</summary>
    public static async Task PutAclAsync(S3Request request)
    {
        RefusedHeaders.Check(request);
        if (request.Http.Request.ContentLength is > 0)
        {
            var grants = (await S3Xml.ReadAsync(request, "AccessControlPolicy")).Descendants().Where(element => element.Name.LocalName == "Grant").ToList();
            var owner = CanonicalId(request.Contents.Record.AccountId);
            if (!grants.TrueForAll(grant => grant.Child("Permission") == "FULL_CONTROL" && grant.Children("Grantee").All(grantee => grantee.Child("ID") == owner)))
            {
                throw NotSupported();
            }
        }
        else if (request.Header("x-amz-acl") is null)
        {
            throw NotSupported();
        }
    }

    private static AwsException NotSupported() => new("AccessControlListNotSupported", "The bucket does not allow ACLs");

    private static string CanonicalId(string accountId) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"canonical user {accountId}")));
}
