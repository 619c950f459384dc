using System.Globalization;
using System.Net;

namespace Baton.Operations.Announcing;

/// <summary>HTML to put before users: a banner for the application's own pages, and a page in place of them.</summary>
public static class Snippets
{
    public static string Banner(Happening happening, AnnouncePhase phase)
    {
        var sentence = (phase, happening.Outage) switch
        {
            (AnnouncePhase.After, _) => $"{happening.Service} has moved to a new server. All data is there.",
            (AnnouncePhase.During, false) => "We are moving to a new server right now. You can go on working; an answer may take some seconds longer.",
            (_, true) => $"Not available {TimeWords.Window(happening.Start, happening.Length, happening.Zone)}: we are moving to a new server. Please save your work before. Your data is safe.",
            _ => $"We are moving to a new server {TimeWords.Window(happening.Start, happening.Length, happening.Zone)}. You can go on working. Your data is safe.",
        };
        return $"""
            <!-- Put this right after <body>. It needs no script and no other file. -->
            <div role="status" style="background:#fff4ce;color:#3b2f00;border-bottom:1px solid #e0c96a;padding:.6rem 1rem;font:15px/1.4 system-ui,sans-serif;text-align:center">
              {Text(sentence)} Questions: {Text(happening.Contact)}
            </div>

            """;
    }

    /// <summary>For a web server of the operator's own to show.</summary>
    public static string MaintenancePage(Happening happening) => Page(happening, string.Create(CultureInfo.InvariantCulture, $$"""

        <!-- Serve it with status 503, "Cache-Control: no-store" and "Retry-After: {{(int)Math.Max(60, happening.Length.TotalSeconds)}}". In nginx:
               error_page 503 /maintenance.html;
               location = /maintenance.html { internal; root /srv/maintenance; add_header Retry-After {{(int)Math.Max(60, happening.Length.TotalSeconds)}} always; add_header Cache-Control no-store always; }
               location / { return 503; } -->
        """));

    /// <summary>For Baton itself to show, with status 503 and Retry-After, so that nothing keeps it: no search engine, no cache.</summary>
    public static string ServedPage(Happening happening) => Page(happening, "");

    private static string Page(Happening happening, string how) => $$"""
        <!doctype html>
        <html lang="en">{{how}}
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <meta http-equiv="refresh" content="60">
        <title>{{Text(happening.Service)}} is being moved</title>
        <style>
          body { margin: 0; min-height: 100vh; display: grid; place-items: center; font: 17px/1.5 system-ui, sans-serif; background: #f4f6f9; color: #17212b; }
          main { max-width: 34rem; padding: 2rem; background: #fff; border-radius: 12px; margin: 1rem; }
          h1 { font-size: 1.5rem; margin: 0 0 .6rem; }
          @media (prefers-color-scheme: dark) { body { background: #0e141b; color: #e6edf3; } main { background: #161d26; } }
        </style>
        <main>
          <h1>{{Text(happening.Service)}} is moving to a new server</h1>
          <p>It will be back by {{Text(TimeWords.Until(happening.Start + happening.Length, happening.Zone))}}. This page looks by itself every minute.</p>
          <p>Everything that you have saved is safe.</p>{{(happening.Contact is "" ? "" : $"\n  <p>Questions? {Text(happening.Contact)}</p>")}}
        </main>
        </html>

        """;

    private static string Text(string value) => WebUtility.HtmlEncode(value);
}
