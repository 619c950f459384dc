using System.Globalization;
using System.Net;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Baton.Aws.Wire;

namespace Baton.Cloud.S3;

/// <summary>The documents of S3, both ways.</summary>
internal static class S3Xml
{
    // Ten thousand parts with their checksums fit in.
    private const int LongestDocument = 4 << 20;

    public static XNamespace Namespace { get; } = "http://s3.amazonaws.com/doc/2006-03-01/";

    /// <summary>An element in S3's namespace; children that are null are left out.</summary>
    public static XElement Element(string name, params IEnumerable<object?> content) => new(Namespace + name, content);

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>The body as a document whose root has this name, or S3's error.</summary>
    public static async Task<XElement> ReadAsync(S3Request request, string root)
    {
        var bytes = await Payload.Of(request).ReadAllAsync(LongestDocument);
        try
        {
            // Without DTDs, as the reader's defaults have it: nobody's entities are expanded here.
            using var reader = XmlReader.Create(new MemoryStream(bytes), new() { CheckCharacters = false });
            var element = XElement.Load(reader);
            return element.Name.LocalName == root ? element : throw S3Errors.MalformedXml();
        }
        catch (XmlException)
        {
            throw S3Errors.MalformedXml();
        }
    }

    // By local name: clients do not agree on the namespace.
    extension(XElement element)
    {
        public IEnumerable<XElement> Children(string name) => element.Elements().Where(child => child.Name.LocalName == name);

        public string? Child(string name) => element.Children(name).FirstOrDefault()?.Value;
    }

    public static async Task WriteAsync(S3Request request, XElement root, HttpStatusCode status = HttpStatusCode.OK)
    {
        request.Status(status);
        await WriteAsync(request.Http, root);
    }

    public static async Task WriteErrorAsync(Microsoft.AspNetCore.Http.HttpContext http, S3Target target, AwsException error, string requestId)
    {
        http.Response.StatusCode = (int)error.Status;
        // Nothing may follow the head of these.
        if (http.Request.Method == "HEAD" || error.Status == HttpStatusCode.NotModified)
        {
            return;
        }

        await WriteAsync(http, new XElement(
            "Error",
            new XElement("Code", error.Code),
            new XElement("Message", error.Message),
            target.Bucket is null ? null : new XElement("BucketName", target.Bucket),
            target.Key is null ? null : new XElement("Key", target.Key),
            new XElement("Resource", $"/{target.Bucket}{(target.Key is null ? "" : "/" + target.Key)}"),
            new XElement("RequestId", requestId),
            new XElement("HostId", "baton")));
    }

    private static async Task WriteAsync(Microsoft.AspNetCore.Http.HttpContext http, XElement root)
    {
        using var text = new MemoryStream();
        // Unchecked: a key may hold what XML has no character for, and S3 sends it all the same.
        using (var xml = XmlWriter.Create(text, new() { Encoding = new UTF8Encoding(false), CheckCharacters = false }))
        {
            root.Save(xml);
        }

        http.Response.ContentType = "application/xml";
        http.Response.ContentLength = text.Length;
        await http.Response.Body.WriteAsync(text.GetBuffer().AsMemory(0, (int)text.Length), http.RequestAborted);
    }
}
