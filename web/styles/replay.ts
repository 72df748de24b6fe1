/** Of pages around archived pages. The page within has no style of ours: it stands on white, as browsers show any. */
export const REPLAY_STYLE = `
.replay { display: block; width: 100%; height: 75vh; border: 1px solid var(--rule); background: #fff; color-scheme: light; }
.replay-links li { display: inline-block; margin-inline-end: 1.2em; }
`;
