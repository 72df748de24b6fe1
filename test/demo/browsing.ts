import { type CheerioAPI, load } from 'cheerio/slim';
import type { IssueDate } from '../../core/paper/issue-date.ts';
import type { DemoPaper } from '../../demo/server.ts';

/** The page at `path` below the paper's base, with its source; fails when it does not answer 200. */
export async function open(paper: DemoPaper, path: string): Promise<{ $: CheerioAPI; source: string }> {
  const response = await fetch(paper.baseUrl + path);
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}`);
  const source = await response.text();
  return { $: load(source), source };
}

export function frontOf(date: IssueDate | string): string {
  return `html/${date.slice(0, 7)}/${date.slice(8)}/node_22.htm`;
}

/** Every address that is linked or shown on the pages of the paper, from its calendar's issues on. */
export async function everyAddress(paper: DemoPaper): Promise<ReadonlyMap<string, string>> {
  const referrers = new Map(paper.dates.map((date) => [paper.baseUrl + frontOf(date), 'the calendar']));
  // A map goes on with what is added while it is walked.
  for (const [address] of referrers) {
    if (!address.endsWith('.htm')) continue;
    const response = await fetch(address);
    const $ = load(await response.text());
    for (const element of $('[href], [src]')) {
      const link = $(element).attr('href') ?? $(element).attr('src') ?? '';
      if (link.startsWith('javascript:')) continue;
      const target = new URL(link, address).href;
      if (!referrers.has(target)) referrers.set(target, address);
    }
  }
  return referrers;
}

/** The text between tags, its blanks as they are. */
export function linesOf(text: string): readonly string[] {
  return text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
