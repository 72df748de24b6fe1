import type { Reference } from './reference.ts';

/** GB/T 7714—2015, 8.1.2: of more than three, the first three and 等. */
const NAMED = 3;

/**
 * One entry by GB/T 7714—2015, 4.4: a contribution to a newspaper, online.
 * `甲某, 乙某. 题名[N/OL]. 江门日报, 2023-02-25(B02)[2023-03-01]. https://…` An unsigned article begins with its title.
 */
export function gbt7714({ title, creators, paperName, date, page, url, citedOn }: Reference): string {
  const by =
    creators.length === 0
      ? ''
      : `${creators.slice(0, NAMED).join(', ')}${creators.length > NAMED ? ', 等' : ''}. `;
  const slot = page === null ? '' : `(${page})`;
  return `${by}${title ?? '[无题名]'}[N/OL]. ${paperName}, ${date}${slot}[${citedOn}]. ${url}.`;
}
