import type { Reference } from './reference.ts';

/** One RIS record of the type NEWS. Lines end with CR LF, each tag is two characters, two spaces, a hyphen, a space. */
export function ris(reference: Reference): string {
  const { key, title, creators, paperName, date, page, url, originalUrl, capturedAt, citedOn } = reference;
  const lines: readonly (readonly [tag: string, value: string | null])[] = [
    ['TY', 'NEWS'],
    ['ID', key],
    ...creators.map((name) => ['AU', name] as const),
    ['TI', title],
    ['T2', paperName],
    ['PY', date.slice(0, 4)],
    ['DA', `${date.replaceAll('-', '/')}/`],
    ['SP', page],
    ['LA', 'zh'],
    ['UR', url],
    ['Y2', `${citedOn.replaceAll('-', '/')}/`],
    ['N1', `Captured ${capturedAt} from ${originalUrl}`],
    ['ER', ''],
  ];
  return lines.flatMap(([tag, value]) => (value === null ? [] : [`${tag}  - ${value}\r\n`])).join('');
}
