/** Pages of series, and the headline series of the first page. */
export const SERIES_STYLE = `
.is-met { background: var(--good); color: var(--good-ink); }
.is-missed, .is-conflict { background: var(--bad); color: var(--bad-ink); }
.is-not-comparable { background: var(--none); color: var(--none-ink); }
.is-superseded { background: var(--part); color: var(--part-ink); }
.chart { margin: 1rem 0; }
.chart img { display: block; width: 100%; max-width: 52rem; height: auto; border: 1px solid var(--rule); }
.chart figcaption { margin-top: .4rem; max-width: 52rem; }
.series-list { min-width: 38rem; }
.series-list th[scope=row] { width: 40%; min-width: 12em; overflow-wrap: break-word; }
.series-values { min-width: 54rem; }
.series-values th:last-child { width: 50%; }
.series-values tbody { border-bottom: 2px solid var(--rule); }
.series-values tbody th { font-variant-numeric: tabular-nums; font-weight: 600; }
.series-values .number { white-space: normal; min-width: 6em; }
.series-values q { font-family: var(--serif); quotes: none; overflow-wrap: anywhere; }
.series-values .source { display: inline-block; font-size: .86rem; }
.buttons { display: flex; flex-wrap: wrap; align-items: baseline; gap: .5rem .7rem; }
.button { display: inline-block; border: 1px solid var(--link); border-radius: 3px; padding: .25rem .8rem;
  text-decoration: none; background: var(--sheet); }
.button:hover { background: var(--link); color: var(--sheet); }
mark:has(> a) { border-bottom: 0; }
mark > a { color: inherit; text-decoration: none; border-bottom: 2px solid var(--mark-edge); }
mark > a:hover { border-bottom-width: 3px; }
mark.doubtful { border-bottom: 2px solid var(--bad-ink); background: var(--bad); }
mark.doubtful > a { border-color: var(--bad-ink); }
mark.doubtful::after { content: '⚠'; color: var(--bad-ink); font-size: .8em; }
:lang(zh) mark.doubtful::after { content: '⚠' / '（算术核对不符）'; }
.headlines td { white-space: nowrap; }
/* What is hidden in a table stays within what scrolls. */
.scroll { position: relative; }
.headlines thead th { white-space: normal; }
.headline { display: block; text-decoration: none; } .headline:hover { text-decoration: underline; }
.headline .line { display: block; font-variant-numeric: tabular-nums; }
.spark { display: inline-block; width: 4.5rem; height: 1.4rem; margin-top: .2rem; }
.spark polyline { fill: none; stroke: var(--link); stroke-width: 1.5; vector-effect: non-scaling-stroke; }
.spark circle { fill: var(--link); }
@media print { .chart { break-inside: avoid; } .buttons { display: none; } .series-values tbody { break-inside: avoid; } }
`;
