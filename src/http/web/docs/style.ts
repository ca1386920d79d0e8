/** Light is the default; dark where the reader's system asks for it. Every colour of text has a contrast of 4.5 at least. */
const colours = `
:root {
  color-scheme: light dark;
  --background: #fff; --raised: #f7f7f8; --border: #e3e4e8; --text: #17181c; --dimmed: #5d606b; --accent: #3d55c4;
  --note: #3d55c4; --tip: #1a7446; --warning: #8a5a00; --mark: #eef1fd;
  --code-key: #1d4ed8; --code-text: #0b6e45; --code-number: #9c3d00; --code-word: #8a1f8f; --code-comment: #5d606b;
}
@media (prefers-color-scheme: dark) {
  :root {
    --background: #141519; --raised: #1c1e24; --border: #30333c; --text: #ececf0; --dimmed: #a0a4b0; --accent: #9aabff;
    --note: #9aabff; --tip: #5fc98f; --warning: #e0b04f; --mark: #22263a;
    --code-key: #93c0ff; --code-text: #7fd9ab; --code-number: #f5ab77; --code-word: #dfa0e6; --code-comment: #a0a4b0;
  }
}`;

const frame = `
* { box-sizing: border-box; }
html { scroll-padding-top: 4.5rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--background); color: var(--text); font: 1rem/1.625 Inter, system-ui, sans-serif; }
a { color: var(--accent); text-underline-offset: 0.15em; text-decoration-thickness: 1px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
main:focus { outline: none; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 0.75rem; z-index: 2; background: var(--background); padding: 0.25rem 0.5rem; }
.top { position: sticky; top: 0; z-index: 1; display: flex; align-items: center; justify-content: space-between; height: 3.5rem;
  padding: 0 1.5rem; background: var(--background); border-bottom: 1px solid var(--border); font-size: 0.875rem; }
.brand { display: flex; align-items: center; gap: 0.6rem; font-weight: 600; font-size: 1rem; color: inherit; text-decoration: none; }
.brand img { display: block; }
.brand span { font-weight: 400; color: var(--dimmed); }
.top nav { display: flex; gap: 1.5rem; }
.top nav a { color: var(--dimmed); text-decoration: none; }
.top nav a:hover, .contents a:hover { color: var(--text); }
.to-contents { display: none; }
.frame { display: grid; grid-template-columns: 15.5rem minmax(0, 1fr); margin: 0 auto; max-width: 96rem; }
.contents { position: sticky; top: 3.5rem; align-self: start; max-height: calc(100vh - 3.5rem); overflow-y: auto;
  padding: 1.75rem 1rem 3rem 1.5rem; font-size: 0.875rem; line-height: 1.25rem; border-right: 1px solid var(--border); }
.contents h2 { margin: 1.5rem 0 0.375rem; font-size: 0.75rem; line-height: 1rem; font-weight: 600; color: var(--text); }
.contents h2:first-child { margin-top: 0; }
.contents ul { margin: 0; padding: 0; list-style: none; }
.contents a { display: flex; justify-content: space-between; align-items: baseline; gap: 0.5rem; padding: 0.25rem 0.5rem; margin: 0 -0.5rem;
  color: var(--dimmed); text-decoration: none; border-radius: 4px; overflow-wrap: anywhere; }
.contents a[aria-current] { background: var(--mark); color: var(--accent); font-weight: 500; }
.contents .method { flex: none; font-size: 0.625rem; }
main { padding: 2rem 3rem 4rem; min-width: 0; }
main > * , section > * { max-width: 45rem; }
main > section, .pair, .table { max-width: none; }
.pair { display: grid; grid-template-columns: minmax(0, 45rem); column-gap: 3rem; align-items: start; }
.pair > .beside:empty { display: none; }
@media (min-width: 90rem) {
  .pair { grid-template-columns: minmax(0, 45rem) minmax(22rem, 32rem); }
  .pair > .beside { position: sticky; top: 4.5rem; max-height: calc(100vh - 6rem); overflow-y: auto; }
}
footer { margin-top: 4rem; padding-top: 1rem; border-top: 1px solid var(--border); color: var(--dimmed); font-size: 0.875rem; }`;

const text = `
h1 { margin: 0.25rem 0 1rem; font-size: 2rem; line-height: 2.5rem; letter-spacing: -0.015em; text-wrap: balance; }
main h2 { margin: 0 0 0.75rem; font-size: 1.375rem; line-height: 2rem; letter-spacing: -0.01em; }
main section { margin-top: 2.75rem; }
main section + section { padding-top: 2.25rem; border-top: 1px solid var(--border); }
h3 { margin: 2rem 0 0.5rem; font-size: 1.0625rem; line-height: 1.625rem; overflow-wrap: anywhere; }
h2 + h3 { margin-top: 0.5rem; }
p { margin: 0 0 1rem; text-wrap: pretty; }
.crumbs { margin: 0; color: var(--dimmed); font-size: 0.875rem; }
.lead { font-size: 1.125rem; line-height: 1.75rem; }
.anchor { margin-left: 0.4em; color: var(--dimmed); text-decoration: none; font-weight: 400; opacity: 0; }
:is(h2, h3):hover .anchor, .anchor:focus { opacity: 1; }
.points { display: grid; grid-template-columns: repeat(3, 1fr); gap: 1.5rem; padding: 0; margin: 1.5rem 0 0; list-style: none; }
.points li { border-top: 2px solid var(--accent); padding-top: 0.6rem; font-size: 0.875rem; line-height: 1.375rem; color: var(--dimmed); }
.points strong { display: block; color: var(--text); }
.aside { display: grid; grid-template-columns: 5rem 1fr; margin: 1.25rem 0; padding: 0.75rem 1rem; border-left: 3px solid var(--tone); background: var(--raised); }
.aside p { margin: 0; }
.aside .kind { color: var(--tone); font-weight: 600; font-size: 0.875rem; }
.note { --tone: var(--note); } .tip { --tone: var(--tip); } .warning { --tone: var(--warning); }
.statuses { margin: 0 0 1rem; padding: 0; list-style: none; }
.statuses code { display: inline-block; min-width: 2.75rem; text-align: center; margin-right: 0.35rem; }
.table { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; width: 100%; font-size: 0.875rem; line-height: 1.375rem; }
th { text-align: left; font-weight: 600; color: var(--dimmed); }
th, td { padding: 0.5rem 1rem 0.5rem 0; border-bottom: 1px solid var(--border); vertical-align: top; }
.message { display: inline-block; margin-bottom: 0.25rem; }
.conditions { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1.5rem; margin: 1rem 0; font-size: 0.875rem; }
.conditions div { display: contents; }
.conditions dt { color: var(--dimmed); } .conditions dd { margin: 0; }
.route { font-size: 1rem; margin-bottom: 1.25rem; overflow-wrap: anywhere; }
.route .path { background: none; padding: 0; font-size: 1rem; }
.method { font: 600 0.75rem/1.25rem ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; color: var(--tip); letter-spacing: 0.02em; }
.method:not(.get) { color: var(--warning); }
.extension { display: inline-block; border: 1px solid var(--border); border-radius: 3px; padding: 0 0.35rem; font-size: 0.75rem; line-height: 1.125rem; color: var(--dimmed); }`;

const code = `
code, pre { font: 0.8125rem/1.375rem ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
p code, li code, td code, dd code { background: var(--raised); border-radius: 3px; padding: 0.1em 0.3em; overflow-wrap: anywhere; }
.path { white-space: nowrap; }
.code { margin: 0 0 1rem; border: 1px solid var(--border); border-radius: 6px; background: var(--raised); overflow: hidden; }
.code figcaption { padding: 0.4rem 1rem; border-bottom: 1px solid var(--border); font-size: 0.75rem; line-height: 1.25rem; color: var(--dimmed); }
.code pre { margin: 0; padding: 0.75rem 1rem; overflow-x: auto; tab-size: 2; }
.code pre:is([data-language='bash'], [data-language='http'], [data-language='text']) { white-space: pre-wrap; overflow-wrap: anywhere; }
.code pre:focus-visible { outline-offset: -2px; }
.code .key { color: var(--code-key); }
.code .string { color: var(--code-text); }
.code .number { color: var(--code-number); }
.code .word { color: var(--code-word); }
.code .comment { color: var(--code-comment); }
.schema { margin: 0 0 1rem; padding: 0; list-style: none; font-size: 0.875rem; line-height: 1.375rem; }
.schema > li { padding: 0.6rem 0; border-top: 1px solid var(--border); }
.schema .schema { margin: 0.5rem 0 0; padding-left: 1rem; border-left: 2px solid var(--border); }
.schema .schema > li:first-child { border-top: 0; padding-top: 0; }
.schema p { margin: 0; }
.schema .name { background: none; padding: 0; font-weight: 600; }
.type, .place, .bounds { color: var(--dimmed); }
.required { color: var(--warning); font-size: 0.75rem; }
.place { font-size: 0.75rem; }
.bounds { font-size: 0.8125rem; }
summary { cursor: pointer; color: var(--accent); font-size: 0.875rem; padding: 0.25rem 0; }
.media { margin: 0 0 0.5rem; color: var(--dimmed); font-size: 0.875rem; }`;

const phone = `
@media screen and (max-width: 56rem) {
  .frame { grid-template-columns: minmax(0, 1fr); }
  .top { padding: 0 1rem; height: 3rem; }
  .brand span { display: none; }
  .top nav { gap: 1rem; }
  .top nav a { display: inline-flex; align-items: center; min-height: 2.75rem; }
  .to-contents { display: inline-flex; }
  .contents { order: 1; position: static; max-height: none; border: 0; border-top: 1px solid var(--border); padding: 1.5rem 1rem 3rem; font-size: 1rem; }
  .contents h2 { font-size: 0.875rem; }
  .contents a { min-height: 2.75rem; align-items: center; }
  main { padding: 1.25rem 1rem 2rem; }
  h1 { font-size: 1.625rem; line-height: 2rem; }
  .points { grid-template-columns: 1fr; gap: 1rem; }
  .aside { grid-template-columns: 1fr; }
  .anchor { opacity: 1; padding: 0 0.5rem; }
  summary { padding: 0.7rem 0; }
  thead { position: absolute; left: -100vw; }
  tr { display: block; padding: 0.6rem 0; border-bottom: 1px solid var(--border); }
  td { display: block; border: 0; padding: 0.1rem 0; }
  .path { white-space: normal; }
  td[data-label='Method'], td[data-label='Path'] { display: inline; }
  td[data-label='Scope']::before { content: 'Scope '; color: var(--dimmed); }
}`;

const print = `
@media print {
  :root { color-scheme: light; --background: #fff; --raised: #fff; --text: #000; --dimmed: #444; --border: #bbb; --accent: #000; }
  body { font-size: 10.5pt; line-height: 1.5; }
  .top, .contents, .anchor, .skip { display: none; }
  .frame, .pair { display: block; }
  main { padding: 0; }
  main > *, section > * { max-width: none; }
  .code pre { white-space: pre-wrap; overflow-wrap: anywhere; }
  .pair > .beside { position: static; max-height: none; overflow: visible; }
  h1, h2, h3, figcaption { break-after: avoid; }
  .aside, tr, .schema > li > .property { break-inside: avoid; }
  details::details-content { content-visibility: visible; height: auto; }
}`;

export const style = [colours, frame, text, code, phone, print].join('\n').trim();
