/** The style of the pages of both fakes, with the fonts of the system and its light or dark colour scheme. */
export const STYLE = `
:root { color-scheme: light dark; --page: light-dark(#f6f8fa, #0d1117); --card: light-dark(#fff, #151b23); --text: light-dark(#1f2328, #f0f6fc);
  --line: light-dark(#d1d9e0, #3d444d); --soft: light-dark(#59636e, #9198a1); --link: light-dark(#0859c0, #6cb0ff);
  --good: light-dark(#1a7f37, #3fb950); --busy: light-dark(#0969da, #58a6ff); --bad: light-dark(#c0222c, #ff7b72); --wait: light-dark(#8a5c00, #d29922); }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 0 1.25rem 3rem; max-width: 100rem; font: 15px/1.45 system-ui, sans-serif; background: var(--page); color: var(--text); }
header { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: center; padding: 1rem 0; border-bottom: 1px solid var(--line); }
h1 { font-size: 1.15rem; margin: 0; } h2 { font-size: 1.15rem; font-weight: 400; margin: 0; } h3 { font-size: .9rem; margin: 0 0 .5rem; }
code, pre { font: .85rem/1.5 ui-monospace, monospace; overflow-wrap: anywhere; } code, .soft { color: var(--soft); }
#link { margin-left: auto; font-size: .85rem; color: var(--soft); } #link.live { color: var(--good); } #link.bad { color: var(--bad); }
#link::before, .mark::before { content: ''; display: inline-block; width: .55em; height: .55em; margin-right: .45em; border-radius: 50%; background: currentcolor; }
.mark { white-space: nowrap; }
.online, .succeeded, .good { color: var(--good); } .running, .assigned, .busy { color: var(--busy); } .offline, .deleted { color: var(--soft); }
.queued, .cancelling, .shutting-down, .canceled, .wait, .waits { color: var(--wait); } .failed, .refused, .abandoned, .bad { color: var(--bad); }
.head { display: flex; flex-wrap: wrap; gap: .75rem 2rem; align-items: center; margin: 1.5rem 0 1rem; }
.figures { display: flex; flex-wrap: wrap; gap: .5rem; margin: 0 0 0 auto; }
.figures div { display: flex; flex-direction: column-reverse; min-width: 5.5rem; padding: .35rem .75rem; border: 1px solid var(--line); border-radius: 8px; background: var(--card); }
.figures dt { font-size: .8rem; color: var(--soft); } .figures dd { margin: 0; font-size: 1.3rem; font-weight: 600; line-height: 1.2; font-variant-numeric: tabular-nums; }
.card, form { padding: 1rem; border: 1px solid var(--line); border-radius: 8px; background: var(--card); }
main > .card { margin-top: 1rem; }
.columns { display: grid; grid-template-columns: minmax(0, 13fr) minmax(0, 8fr); gap: 1rem; align-items: start; margin-top: 1rem; }
table { width: 100%; border-collapse: collapse; font-size: .9rem; }
th, td { text-align: left; padding: .4rem .75rem .4rem 0; border-top: 1px solid var(--line); vertical-align: top; }
th { border-top: 0; font-size: .8rem; font-weight: 500; color: var(--soft); white-space: nowrap; }
td.number { white-space: nowrap; font-variant-numeric: tabular-nums; } td.name { overflow-wrap: anywhere; min-width: 9rem; } td.job { overflow-wrap: anywhere; min-width: 5rem; } th.wide { width: 20%; } .last { padding-right: 0; text-align: right; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.bar { position: relative; height: .7rem; top: .35rem; border-radius: 3px; background: var(--page); overflow: hidden; }
.bar i { position: absolute; top: 0; bottom: 0; border-radius: 2px; background: currentcolor; } .bar .waits { opacity: .55; } .runs { color: var(--busy); }
.chip { display: inline-block; margin-right: .4rem; padding: 0 .4rem; border: 1px solid var(--line); border-radius: 1rem; font-size: .75rem; color: var(--soft); }
form { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; } form output:empty { display: none; }
label { display: grid; gap: .15rem; font-size: .8rem; color: var(--soft); }
input, button { font: inherit; font-size: .9rem; color: inherit; border: 1px solid var(--line); border-radius: 6px; padding: .3rem .7rem; background: var(--card); }
input { width: 11rem; color: var(--text); } input[type=number] { width: 6rem; } input::placeholder { color: var(--soft); opacity: 1; }
button { cursor: pointer; white-space: nowrap; } button:hover { border-color: var(--soft); } td button { margin: -1px 0; padding: 0 .5rem; font-size: .85rem; }
button.main { background: light-dark(#0859c0, #1f6feb); border-color: transparent; color: #fff; } .buttons { display: flex; gap: .5rem; }
td button.link { margin: 0 .4rem 0 0; } .mark + .chip { margin-left: .4rem; }
button.link { padding: 0; border: 0; background: none; color: var(--link); font-size: inherit; line-height: inherit; text-align: left; white-space: normal; } button.link:hover { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--busy); outline-offset: 2px; }
.empty { color: var(--soft); margin: 0; } .empty p { margin: 0 0 .5rem; }
pre { margin: 0 0 .5rem; padding: .75rem; border-radius: 6px; background: var(--page); color: var(--text); overflow: auto; white-space: pre-wrap; } .log { max-height: 22rem; }
details { margin-top: 1rem; } summary { cursor: pointer; color: var(--soft); font-size: .9rem; }
dialog { width: min(40rem, 100%); height: 100%; max-width: 100%; max-height: 100%; margin: 0 0 0 auto; padding: 1.25rem; border: 0; border-left: 1px solid var(--line); background: var(--card); color: var(--text); }
dialog::backdrop { background: #0008; } dialog h2 { padding-right: 5rem; overflow-wrap: anywhere; font-weight: 600; } dialog h3 { margin: 1.5rem 0 .5rem; } .close { float: right; }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: .6rem 1rem; margin: 1rem 0 0; }
.facts dt { font-size: .8rem; color: var(--soft); overflow-wrap: anywhere; } .facts dd { margin: 0; overflow-wrap: anywhere; }
.story { list-style: none; margin: 0; padding: 0; } .story li { display: flex; gap: .75rem; padding: .2rem 0 .2rem 1rem; border-left: 3px solid currentcolor; }
.story time { color: var(--soft); font-variant-numeric: tabular-nums; } .story .what { flex: 1; color: var(--text); overflow-wrap: anywhere; }
@media (max-width: 90rem) { .roomy { display: none; } th.wide { width: auto; } }
@media (max-width: 78rem) { .columns { grid-template-columns: minmax(0, 1fr); } }
@media (max-width: 40rem) { body { padding: 0 .75rem 2rem; } .extra { display: none; } .figures { margin: 0; } .figures div { min-width: 4.5rem; padding: .3rem .5rem; }
  label, input, input[type=number] { width: 100%; } .buttons { width: 100%; } .buttons button { flex: 1; } .card, form { padding: .75rem; } th, td { padding-right: .5rem; }
  td.number { white-space: normal; } }
`;
