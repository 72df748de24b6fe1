import { sha256Of } from '../core/paper/sha256.ts';
import { CITE_STYLE } from './styles/cite.ts';
import { SERIES_STYLE } from './styles/series.ts';
import { SEARCH_STYLE } from './styles/search.ts';
import { REPLAY_STYLE } from './styles/replay.ts';
import { RIGHTS_STYLE } from './styles/rights.ts';

/** The one stylesheet: system fonts, no pictures, readable from a phone's width on. */
const BASE_STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fbf9f4; --sheet: #fff; --ink: #22201c; --quiet: #66605a; --rule: #d9d2c5; --link: #7d2a1b;
  --mark: #fbecc4; --mark-edge: #c9962c; --focus: #1f5fa8;
  --good: #e3efe2; --good-ink: #22592b; --part: #fbedcf; --part-ink: #74500a;
  --bad: #f8dfda; --bad-ink: #8a2015; --none: #ece8df; --none-ink: #5f5a52; --news: #e2ebf4; --news-ink: #21507c;
  --serif: "Songti SC", "Noto Serif CJK SC", "Source Han Serif SC", STSong, SimSun, Georgia, serif;
  --sans: "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC",
    system-ui, sans-serif;
  --mono: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #191816; --sheet: #211f1c; --ink: #e9e4da; --quiet: #a39c90; --rule: #3d3933; --link: #eda58f;
    --mark: #4b3c13; --mark-edge: #d1a544; --focus: #8dbcf0;
    --good: #1f3a24; --good-ink: #b4dcb8; --part: #45350f; --part-ink: #f0d28f;
    --bad: #4b211b; --bad-ink: #f5b8ad; --none: #312e29; --none-ink: #b7b0a4; --news: #1e3349; --news-ink: #b3d2f0;
  }
}
:root:lang(en) { --serif: Georgia, "Times New Roman", "Noto Serif", "Songti SC", "Noto Serif CJK SC", serif;
  --sans: system-ui, "Segoe UI", "Noto Sans", "Liberation Sans", "DejaVu Sans", "PingFang SC", "Noto Sans CJK SC", sans-serif; }
* { box-sizing: border-box; }
html { font-family: var(--sans); line-height: 1.7; color: var(--ink); background: var(--paper);
  -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0 auto; max-width: 68rem; padding: 0 1.25rem 3rem; overflow-wrap: anywhere; }
a { color: var(--link); text-underline-offset: .2em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 2px; }
main:focus { outline: none; }
.skip { position: absolute; left: -999rem; background: var(--sheet); padding: .5rem 1rem; }
.skip:focus { left: 1rem; top: .5rem; z-index: 1; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

.masthead { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: .25rem 1.5rem;
  padding: 1.1rem 0 .7rem; border-bottom: 3px double var(--ink); }
.nameplate { font-family: var(--serif); font-size: 1.35rem; font-weight: 700; letter-spacing: .06em;
  color: var(--ink); text-decoration: none; }
.masthead nav { display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; margin-inline-start: auto; }
@media (max-width: 34rem) { .masthead nav { margin-inline-start: 0; } .nameplate { font-size: 1.2rem; letter-spacing: .02em; } }
.masthead nav a { text-decoration: none; padding: .15rem 0; }
.masthead nav a:hover { text-decoration: underline; }
.crumbs ol { display: flex; flex-wrap: wrap; list-style: none; margin: .7rem 0 0; padding: 0; font-size: .875rem;
  color: var(--quiet); }
.crumbs li + li::before { content: "›"; margin: 0 .5rem; color: var(--quiet); }
.crumbs [aria-current] { max-width: 24em; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
footer { margin-top: 3.5rem; padding-top: .8rem; border-top: 1px solid var(--rule); font-size: .85rem;
  color: var(--quiet); }
footer p { margin: .3rem 0; }

h1, h2, h3, h4, h5 { font-family: var(--serif); line-height: 1.35; text-wrap: balance; }
h1 { font-size: clamp(1.6rem, 1.2rem + 2vw, 2.2rem); margin: 1.3rem 0 .5rem; }
h1 small { font-size: .55em; font-weight: 400; color: var(--quiet); margin-inline-start: .4em; }
h2 { font-size: 1.25rem; margin: 2.2rem 0 .6rem; padding-bottom: .25rem; border-bottom: 1px solid var(--rule); }
h3 { font-size: 1.08rem; margin: 1.2rem 0 .3rem; }
p { margin: .5rem 0; }
.motto { font-size: clamp(1.3rem, 1.05rem + 1.2vw, 1.7rem); font-weight: 600; }
.lede { font-size: 1.08rem; color: var(--quiet); margin-bottom: 1rem; }
.quiet, .aside { color: var(--quiet); }
.aside { font-size: .86rem; }
.mono, code { font-family: var(--mono); font-size: .86em; }
.hash { min-width: 17em; word-break: break-all; }
.address { display: block; font-family: var(--mono); font-size: .8rem; font-weight: 400; color: var(--quiet); }
dd.address { font-size: .86em; }
.notice { border-inline-start: 4px solid var(--mark-edge); background: var(--part); color: var(--part-ink);
  padding: .5rem .9rem; }
.notice a { color: inherit; }
.plain, .events, .articles, .captions, .items { list-style: none; padding: 0; margin: .4rem 0; }
.section { font-family: var(--sans); font-weight: 400; font-size: .9rem; color: var(--quiet); }

.columns { display: grid; gap: 0 2.5rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); }
.card { background: var(--sheet); border: 1px solid var(--rule); border-top: 3px solid var(--link);
  padding: .7rem 1.1rem .8rem; margin: .8rem 0; }
.card h3 { font-size: 1.35rem; margin: .1rem 0 .4rem; }
.counts { display: flex; flex-wrap: wrap; gap: .4rem 2rem; margin: .3rem 0 .6rem; }
.counts div { display: flex; flex-direction: column-reverse; }
.counts dt { font-size: .85rem; color: var(--quiet); }
.counts dd { margin: 0; font-size: 1.45rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
.facts { display: grid; grid-template-columns: minmax(6em, max-content) 1fr; gap: .35rem 1.2rem; margin: .6rem 0; }
.facts dt { color: var(--quiet); }
.facts dd { margin: 0; min-width: 0; }
@media (max-width: 34rem) { .facts { grid-template-columns: 1fr; gap: 0; } .facts dd { margin-bottom: .6rem; } }

.badge { display: inline-block; font-size: .8rem; line-height: 1.5; padding: 0 .5em; border-radius: 2px;
  background: var(--none); color: var(--none-ink); white-space: nowrap; font-family: var(--sans); font-weight: 400; }
.is-complete, .is-captured, .is-unchanged, .is-read, .is-article-restored { background: var(--good); color: var(--good-ink); }
.is-partial, .is-late, .is-expected, .is-template-unknown, .is-article-corrected
  { background: var(--part); color: var(--part-ink); }
.is-missing, .is-failed, .is-refused, .is-withdrawn, .is-article-withdrawn, .is-issue-missing
  { background: var(--bad); color: var(--bad-ink); }
.is-open, .is-report, .is-report-published { background: var(--news); color: var(--news-ink); }
.is-no-edition { background: var(--none); color: var(--none-ink); }

table { border-collapse: collapse; width: 100%; margin: .8rem 0; background: var(--sheet); font-size: .94rem; }
caption { text-align: start; color: var(--quiet); font-size: .88rem; padding: .2rem 0 .4rem; }
th, td { border-bottom: 1px solid var(--rule); padding: .42rem .7rem; text-align: start; vertical-align: top; }
thead th { font-weight: 600; font-size: .86rem; color: var(--quiet); border-bottom: 2px solid var(--rule);
  white-space: nowrap; }
tbody th { font-weight: 400; }
.number { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
.narrow { width: auto; min-width: 18rem; }
.versions td { min-width: 6.5em; }
.versions td.hash { min-width: 21em; }
.versions th[scope=row] { white-space: nowrap; }
@media (max-width: 34rem) { .versions th[scope=row] { white-space: normal; min-width: 11em; } }
.utc { white-space: nowrap; }
.scroll { overflow-x: auto; margin: .8rem 0; }
.scroll table { margin: 0; }
.reasons th { white-space: nowrap; }
.reasons td:last-child { min-width: 11em; }
.figures { font-size: .9rem; min-width: 62rem; }
.figures th[scope=row] { white-space: nowrap; font-family: var(--serif); font-weight: 700; }
.figures td { overflow-wrap: normal; }
.whole, .figures .whole { white-space: nowrap; }
.figures code { display: block; color: var(--quiet); }
.figures .path { min-width: 11em; font-size: .86rem; color: var(--quiet); }
::target-text { background: var(--mark-edge); color: #191816; }
.story :is(p, li):target { box-shadow: -.8rem 0 0 var(--sheet), -1rem 0 0 var(--mark-edge); }
tr:target, mark:target, mark:has(> :target) { outline: 3px solid var(--focus); outline-offset: 1px; }

.neighbours { display: flex; justify-content: space-between; gap: 1rem; margin: .6rem 0; }
.neighbours [rel=next] { margin-inline-start: auto; }
.months { display: grid; gap: 1rem 2.5rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 27rem), 1fr)); }
.calendar { table-layout: fixed; background: none; }
.calendar caption { font-family: var(--serif); font-size: 1.15rem; font-weight: 700; color: var(--ink); }
.calendar thead th { text-align: center; border: 0; font-weight: 400; padding: .2rem 0; }
.calendar td { padding: 0; border: 2px solid var(--paper); height: 3.8rem; text-align: center; }
.calendar .day { display: block; height: 100%; padding: .3rem .1rem; color: inherit; text-decoration: none;
  line-height: 1.25; }
.calendar a.day:hover { outline: 2px solid var(--link); outline-offset: -2px; }
.calendar .day time { display: block; font-variant-numeric: tabular-nums; font-weight: 600; }
.calendar .mark, .calendar .tally { display: block; font-size: .74rem; white-space: nowrap; overflow: hidden; }
.calendar .is-unasked { color: var(--quiet); background: none; }
.calendar .is-unasked time { font-weight: 400; }

.page-row { display: flex; gap: 1.1rem; padding: .6rem 0; border-bottom: 1px solid var(--rule); }
.page-row > div { flex: 1; min-width: 0; }
.page-row h3 { margin: .1rem 0 .3rem; }
.page-row h3 .section { margin-inline-start: .5em; }
.thumbnail { flex: 0 0 auto; }
.thumbnail img { display: block; width: 7.5rem; height: auto; border: 1px solid var(--rule); background: var(--sheet); }
@media (max-width: 34rem) { .thumbnail img { width: 4.5rem; } }
.articles li { padding: .18rem 0; }
.articles a:not(.aside) { font-family: var(--serif); font-size: 1.04rem; }
.lost { font-family: var(--serif); color: var(--quiet); text-decoration: line-through; text-decoration-color: var(--rule); }
.events li { padding: .45rem 0; border-bottom: 1px solid var(--rule); }
.events p { margin: .1rem 0; }
.change { font-family: var(--serif); margin: .25rem 0; padding-inline-start: .8rem; border-inline-start: 3px solid var(--rule); }
.change div { display: flow-root; }
.change dt { float: inline-start; font-family: var(--sans); font-size: .8rem; color: var(--quiet); margin-inline-end: .6em; line-height: 2.1; }
.change dd { margin: 0; }
del, ins { position: relative; text-decoration-thickness: 1px; padding: 0 .1em; }
del { background: var(--bad); color: var(--bad-ink); } ins { background: var(--good); color: var(--good-ink); }
del::before, del::after, ins::before, ins::after { position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap; }
:lang(zh) del::before { content: '〔删〕'; } :lang(zh) ins::before { content: '〔增〕'; }
:lang(en) del::before { content: '[removed: '; } :lang(en) ins::before { content: '[added: '; }
:lang(zh) del::after, :lang(zh) ins::after { content: '〔止〕'; } :lang(en) del::after, :lang(en) ins::after { content: ']'; }
.switch [aria-current] { font-weight: 600; } .switch > * { margin-inline-end: 1em; }
.diff { font-family: var(--serif); line-height: 1.8; }
.diff p { margin: .3rem 0; padding-inline-start: .8rem; border-inline-start: 3px solid transparent; overflow-wrap: anywhere; }
.diff .is-changed, .diff .is-removed, .diff .is-added { border-color: var(--mark-edge); }
.diff summary { color: var(--quiet); font-family: var(--sans); font-size: .85rem; padding: .3rem 0; }
table.diff { table-layout: fixed; width: 100%; } table.diff td { vertical-align: top; overflow-wrap: anywhere; }
.page-view { display: grid; gap: 0 2.5rem; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); }
@media (max-width: 48rem) { .page-view { grid-template-columns: minmax(0, 1fr); } }
.scan { margin: .5rem 0; }
.scan svg, .scan img { display: block; width: 100%; height: auto; border: 1px solid var(--rule); background: #fff; }
.scan polygon { fill: transparent; stroke: #7d2a1b; stroke-opacity: .35; stroke-width: 1.5;
  vector-effect: non-scaling-stroke; }
.scan a:hover polygon { fill: #c9962c; fill-opacity: .25; stroke-opacity: 1; }
.scan a:focus-visible { outline: none; }
.scan a:focus-visible polygon { fill: #1f5fa8; fill-opacity: .2; stroke: #1f5fa8; stroke-opacity: 1; stroke-width: 4; }
.originals a { margin-inline-end: 1em; }

.story { background: var(--sheet); border: 1px solid var(--rule); padding: 1.4rem clamp(1rem, 5vw, 3.5rem) 2rem;
  margin: 1rem 0; font-family: var(--serif); font-size: 1.1rem; line-height: 1.95; }
.story > * { max-width: 42rem; margin-inline: auto; }
.story header { text-align: center; margin-bottom: 1.6rem; }
.story h1 { margin: .4rem 0; }
.story h2 { border: 0; margin: 1.9rem auto .5rem; font-size: 1.22rem; }
.story h3 { font-size: 1.12rem; }
.story h4, .story h5 { font-size: 1.02rem; margin: 1rem auto .2rem; }
.story p { text-align: justify; text-indent: 2em; margin: .55rem auto; }
.story header p, .story .quiet { text-indent: 0; text-align: center; }
.intro-title, .subtitle { font-size: 1.02rem; color: var(--quiet); }
.byline { font-size: .95rem; color: var(--quiet); font-family: var(--sans); }
.captions { font-size: .95rem; color: var(--quiet); border-block: 1px solid var(--rule); padding: .5rem 0; }
.items li { padding-inline-start: 2em; margin: .3rem 0; }
.items .list-mark { display: inline-block; min-width: 1.4em; margin-inline-start: -1.75em; }
.list-mark { color: var(--link); margin-inline-end: .35em; }
.lines { white-space: pre-line; }
mark { background: var(--mark); color: inherit; border-bottom: 2px solid var(--mark-edge); padding: 0; }
mark mark { border-bottom-style: dotted; }
`;

const PRINT_STYLE = `
@media print { .masthead nav, .skip, .neighbours, .on-screen { display: none; } html { background: #fff; }
  body { padding: 0; } .scroll { overflow: visible; } .scroll table { min-width: 0; font-size: .82rem; }
  .scroll th, .scroll td { padding: .3rem .45rem; } }
`;

/** All that the browser is sent. Print comes last, so that it has the last word. */
export const STYLE = [
  BASE_STYLE,
  CITE_STYLE,
  SERIES_STYLE,
  SEARCH_STYLE,
  REPLAY_STYLE,
  RIGHTS_STYLE,
  PRINT_STYLE,
].join('');

/** Names the stylesheet's bytes, so that a browser may keep it and never shows a page in an old one. */
export const STYLE_HREF = `/style.css?${sha256Of(STYLE).slice(0, 12)}`;
