/** The page's style, with the fonts of the system and its light or dark colour scheme. */
export const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d0d7de, #3d444d); --soft: light-dark(#59636e, #9198a1);
  --good: light-dark(#1a7f37, #3fb950); --busy: light-dark(#0969da, #4493f8); --bad: light-dark(#cf222e, #f85149); --wait: light-dark(#9a6700, #d29922); }
body { margin: 0 auto; padding: 1rem; max-width: 75rem; font: 15px/1.45 system-ui, sans-serif;
  background: light-dark(#fff, #0d1117); color: light-dark(#1f2328, #f0f6fc); }
header { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: baseline; }
h1 { font-size: 1.3rem; margin: 0; } h2 { font-size: 1.1rem; margin: 2rem 0 .25rem; } h3 { font-size: .95rem; margin: 1rem 0 .25rem; }
code, .soft { color: var(--soft); } code { font-size: .9em; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; } .wide { overflow-x: auto; }
th, td { text-align: left; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { font-weight: 600; font-size: .85rem; color: var(--soft); }
.mark::before { content: '\\25CF\\00A0'; } .online, .succeeded { color: var(--good); } .running, .assigned { color: var(--busy); }
.offline, .completed { color: var(--soft); } .queued, .cancelling, .closing, .canceled { color: var(--wait); }
.failed, .refused, .abandoned { color: var(--bad); }
form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; margin: .5rem 0; }
label { display: grid; font-size: .8rem; color: var(--soft); }
input { font: inherit; padding: .25rem .4rem; width: 11rem; } input[type=number] { width: 5rem; } button { font: inherit; padding: .25rem .8rem; }
`;
