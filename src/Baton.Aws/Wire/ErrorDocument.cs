using System.Net;
using System.Xml;
using System.Xml.Linq;

namespace Baton.Aws.Wire;

/// <summary>The error documents of the query protocols, both ways.</summary>
public static class ErrorDocument
{
    public static XDocument Write(AwsService service, AwsException error, string requestId)
    {
        // EC2 has its own form without a namespace; the other query services share this one.
        if (service.FlattenedLists)
        {
            return new XDocument(new XElement(
                "Response",
                new XElement("Errors", new XElement("Error", new XElement("Code", error.Code), new XElement("Message", error.Message))),
                new XElement("RequestID", requestId)));
        }

        XNamespace ns = service.XmlNamespace;
        var type = (int)error.Status < 500 ? "Sender" : "Receiver";
        return new XDocument(new XElement(
            ns + "ErrorResponse",
            new XElement(ns + "Error", new XElement(ns + "Type", type), new XElement(ns + "Code", error.Code), new XElement(ns + "Message", error.Message)),
            new XElement(ns + "RequestId", requestId)));
    }

    /// <summary>Reads what a server said, whatever it is: a proxy's HTML page becomes an error with the HTTP status as its code.</summary>
    public static AwsException Read(string body, HttpStatusCode status)
    {
        try
        {
            var document = XDocument.Parse(body);
            var code = Find(document, "Code");
            if (code is not null)
            {
                return new AwsException(code, Find(document, "Message") ?? code, status, Find(document, "RequestID") ?? Find(document, "RequestId"));
            }
        }
        catch (XmlException)
        {
            // Not an answer of AWS; said below with what is known.
        }

        return new AwsException($"Http{(int)status}", $"The endpoint answered {(int)status} {status} without an AWS error document.", status);
    }

    private static string? Find(XDocument document, string name) => document.Descendants().FirstOrDefault(element => element.Name.LocalName == name)?.Value;
}
