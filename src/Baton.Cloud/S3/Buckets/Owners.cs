using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

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

    private static string CanonicalId(string accountId) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"canonical user {accountId}")));
}
