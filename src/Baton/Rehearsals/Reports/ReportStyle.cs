namespace Baton.Rehearsals.Reports;

internal static class ReportStyle
{
    public const string Css = """
        :root { --ink: #17212b; --soft: #66758a; --line: #e2e8ee; --paper: #fff; --back: #f4f6f9; --write: #0f766e; --read: #7aa7d9; --gap: #fde7c4; --bad: #c62828; --good: #15803d; --old: #94a3b8; --new: #0f766e; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #8b9bae; --line: #2b3642; --paper: #161d26; --back: #0e141b; --write: #2dbfae; --read: #4b7db5; --gap: #4a3a1d; --bad: #ff6b6b; --good: #4ade80; --old: #64748b; --new: #2dbfae; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--back); color: var(--ink); font: 15px/1.5 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
        main { max-width: 1200px; margin: 0 auto; padding: 2rem 1.5rem 4rem; }
        header { display: flex; gap: 1.1rem; align-items: center; margin-bottom: 1.5rem; }
        h1 { font-size: 1.7rem; margin: 0; line-height: 1.2; } h2 { font-size: 1.05rem; margin: 0 0 .4rem; }
        p { margin: .2rem 0 .8rem; } .soft { color: var(--soft); fill: var(--soft); }
        .mark { flex: none; width: 3rem; height: 3rem; border-radius: 50%; display: grid; place-items: center; color: #fff; font-size: 1.5rem; }
        .mark.good { background: var(--good); } .mark.bad { background: var(--bad); }
        section { background: var(--paper); border: 1px solid var(--line); border-radius: 12px; padding: 1.2rem 1.4rem; margin-bottom: 1.1rem; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(145px, 1fr)); gap: 1rem; background: none; border: 0; padding: 0; }
        .tiles div { background: var(--paper); border: 1px solid var(--line); border-radius: 12px; padding: .9rem 1.1rem; }
        .tiles b { display: block; white-space: nowrap; font-size: 1.5rem; letter-spacing: -.01em; line-height: 1.25; font-variant-numeric: tabular-nums; } .tiles small { font-size: .9rem; font-weight: 500; color: var(--soft); }
        .tiles span { color: var(--soft); font-size: .85rem; } .tiles .good b { color: var(--good); } .tiles .bad b { color: var(--bad); }
        .problems { border-color: var(--bad); } .problems ul { margin: .4rem 0 0; padding-left: 1.2rem; }
        svg { width: 100%; height: auto; display: block; font-size: 12px; font-family: inherit; }
        .write { fill: var(--write); } .read { fill: var(--read); } .failed { fill: var(--bad); } .gap { fill: var(--gap); } .gaptext { fill: var(--ink); font-weight: 600; font-size: 13px; }
        .old { fill: var(--old); } .new { fill: var(--new); } .inbar { fill: var(--paper); }
        .bar { height: .8rem; background: #8b7fd4; border-radius: 3px; } td.wide { width: 55%; vertical-align: middle; }
        .axis { stroke: var(--soft); } .tick { stroke: var(--soft); } .row { stroke: var(--line); } .step { fill: #8b7fd4; } .name { fill: var(--ink); }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; } th { text-align: left; color: var(--soft); font-weight: 500; }
        td, th { padding: .45rem .6rem .45rem 0; border-bottom: 1px solid var(--line); vertical-align: top; } tr:last-child td { border-bottom: 0; } td:first-child { color: var(--soft); width: 32%; }
        """;
}
