namespace Sentry.StandIn.Page;

/// <summary>How the page looks, by day and by night, on a desk and on a phone.</summary>
internal static class Stylesheet
{
    public const string Css = """

        :root {
          color-scheme: light dark; --line: #8884; --soft: #8882; --faint: light-dark(#666, #999); --accent: #6a5fc1;
          --page: light-dark(#fff, #16151a);
        }
        * { box-sizing: border-box; }
        [hidden] { display: none !important; }
        body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; padding: 0 1rem 2rem; max-width: 80rem; background: var(--page); }
        header { background: var(--page); padding: .75rem 0; border-bottom: 1px solid var(--line); }
        h1, h2, h3, h4, p, ol, ul, dl, dd { margin: 0; padding: 0; }
        h1 { font-size: 1.4rem; line-height: 1.2; }
        small { font-size: .9rem; font-weight: normal; color: var(--faint); }
        form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin-top: .5rem; }
        input { flex: 1 1 20rem; min-width: 0; font: inherit; padding: .35rem .6rem; border: 1px solid var(--line); border-radius: .4rem; }
        button { font: inherit; font-size: .9rem; padding: .35rem .7rem; }
        button { border: 1px solid var(--line); border-radius: .4rem; background: var(--soft); }
        output { color: var(--faint); font-size: .9rem; }
        output:empty { display: none; }
        ol, ul { list-style: none; }

        nav { max-height: 30vh; overflow: auto; margin: 1rem 0; padding: .5rem .75rem; }
        nav { border: 1px solid var(--line); border-radius: .5rem; }
        nav h2 { font-size: .95rem; margin-top: .5rem; overflow-wrap: anywhere; }
        nav li { display: flex; justify-content: space-between; gap: .75rem; padding: .15rem 0; font-size: .9rem; }
        nav a { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
        time { color: var(--faint); white-space: nowrap; }

        details { border: 1px solid var(--line); border-radius: .5rem; margin: .75rem 0; }
        summary { cursor: pointer; padding: .6rem 1rem .6rem 2rem; list-style: none; position: relative; }
        summary::-webkit-details-marker { display: none; }
        summary::before { content: '▸'; position: absolute; left: .8rem; color: var(--accent); }
        [open] > summary::before { content: '▾'; }
        summary:hover { background: var(--soft); }
        details > div { padding: 0 1rem 1rem; scroll-margin-top: 6rem; }
        h3 { font: 600 1.05rem/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
        h4 { font-size: 1rem; margin: 1rem 0 .5rem; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; }
        dt { color: var(--faint); }
        dd { overflow-wrap: anywhere; }
        details ol > li { border-top: 1px solid var(--line); padding: .5rem 0; overflow-wrap: anywhere; }
        .by, .none { color: var(--faint); font-size: .9rem; }
        .none { margin-top: 1rem; }
        .deploy, .events { border-radius: 1rem; padding: 0 .55rem; font-size: .85rem; white-space: nowrap; }
        .deploy { background: light-dark(#dff3e4, #1e3b28); color: light-dark(#1c5e33, #9fdcb4); }
        .events { background: light-dark(#e6e3fa, #2f2a52); color: light-dark(#4a3fa0, #c3bbf5); }
        code { background: var(--soft); border-radius: .25rem; padding: .1rem .3rem; }
        ul { font: .85rem/1.6 ui-monospace, monospace; margin-top: .25rem; overflow-wrap: anywhere; }
        b.A { color: light-dark(#22783f, #5fbf80); }
        b.M { color: light-dark(#8f620c, #d3a24a); }
        b.D { color: light-dark(#b03021, #e8796b); }

        @media (min-width: 60rem) {
          body:has(nav) { display: grid; grid-template-columns: 20rem 1fr; column-gap: 1.5rem; align-items: start; }
          header { grid-column: 1 / -1; position: sticky; top: 0; z-index: 1; }
          details > div { scroll-margin-top: 12rem; }
          nav { position: sticky; top: 7rem; max-height: calc(100vh - 8rem); }
          main { min-width: 0; margin-top: .25rem; }
        }

        """;
}
