/** What is withheld. A striped edge tells it where colours cannot be told apart. */
export const RIGHTS_STYLE = `
.is-embargoed { background: var(--none); color: var(--none-ink); border: 1px dashed currentColor; }
.calendar td.is-embargoed { border: 2px dashed var(--none-ink); }
`;
