/** The search box of every page, and the page of the search. */
export const SEARCH_STYLE = `
.search-box { display: flex; gap: .4rem; flex: 0 1 16rem; min-width: 0; max-width: 30rem; }
.masthead .search-box { margin-inline-start: auto; }
.search-box input { flex: 1; min-width: 0; }
.search-box input, .search-form input, .search-form select, .search-box button, .search-form button { font: inherit; color: inherit;
  background: var(--sheet); border: 1px solid var(--quiet); border-radius: 2px; padding: .25rem .5rem; }
.search-box button, .search-form button { cursor: pointer; background: var(--none); color: var(--none-ink); white-space: nowrap; }
.search-form .words { display: flex; gap: .5rem; max-width: 42rem; margin: .3rem 0; }
.search-form .words input { flex: 1; min-width: 0; font-size: 1.1rem; }
.search-form > .aside { max-width: 46rem; }
.search-form summary { cursor: pointer; color: var(--quiet); }
.search-form fieldset { border: 1px solid var(--rule); margin: .4rem 0 .8rem; padding: .6rem .9rem .8rem; display: grid; gap: .5rem 1rem;
  align-items: end; grid-template-columns: repeat(auto-fill, minmax(min(100%, 8.5rem), 1fr)); }
.search-form fieldset label { display: block; font-size: .86rem; color: var(--quiet); }
.search-form fieldset input, .search-form fieldset select { width: 100%; height: 2.35rem; color: var(--ink); font-size: 1rem; }
@media (min-width: 48rem) { .search-form fieldset { grid-template-columns: repeat(4, 1fr); } }
.search-years { display: flex; flex-wrap: wrap; gap: .1rem 1.2rem; list-style: none; padding: 0; margin: .4rem 0; }
.search-hits { list-style: none; padding: 0; margin: .8rem 0; }
.search-hits > li { padding: .7rem 0; border-bottom: 1px solid var(--rule); }
.search-hits h3 { margin: 0 0 .15rem; } .search-hits p { margin: .1rem 0; }
.search-hits blockquote { margin: .3rem 0; padding-inline-start: .8rem; border-inline-start: 3px solid var(--rule); font-family: var(--serif); }
@media (max-width: 34rem) { .search-box { flex-basis: 100%; max-width: none; } }
@media print { .search-box, .search-form { display: none; } }
`;
