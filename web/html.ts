import type { html } from 'hono/html';

/** Escaped markup, as the `html` template makes it. */
export type Html = ReturnType<typeof html>;
