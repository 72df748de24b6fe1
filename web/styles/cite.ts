/** References, as they are copied. */
export const CITE_STYLE = `
.citation { padding: .6rem .9rem; border-inline-start: 3px solid var(--rule); background: var(--sheet); }
`;
