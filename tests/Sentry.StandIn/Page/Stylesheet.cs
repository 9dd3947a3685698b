namespace Sentry.StandIn.Page;

/// <summary>How the page looks, by day and by night.</summary>
internal static class Stylesheet
{
    public const string Css = """

        :root { color-scheme: light dark; --line: #8884; --soft: #8882; --faint: #888; --accent: #6a5fc1; }
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
        h1 { font-size: 1.5rem; }
        h1 small { font-size: 1rem; font-weight: normal; color: var(--faint); }
        section { border: 1px solid var(--line); border-radius: .5rem; margin: 1.5rem 0; padding: 0 1.25rem 1rem; }
        h2 { font: 600 1.2rem ui-monospace, monospace; overflow-wrap: anywhere; }
        h2 { border-left: .3rem solid var(--accent); padding-left: .6rem; }
        h3 { font-size: 1rem; margin: 1rem 0 .5rem; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 0; }
        dt { color: var(--faint); }
        dd { margin: 0; overflow-wrap: anywhere; }
        ol, ul { list-style: none; margin: 0; padding: 0; }
        ol > li { border-top: 1px solid var(--line); padding: .5rem 0; }
        p { margin: 0; }
        .by, .none { color: var(--faint); font-size: .9rem; }
        code { background: var(--soft); border-radius: .25rem; padding: .1rem .3rem; }
        ul { font: .85rem/1.6 ui-monospace, monospace; margin-top: .25rem; overflow-wrap: anywhere; }
        b.A { color: #2a8a4a; } b.M { color: #b07d1a; } b.D { color: #c0392b; }

        """;
}
