import type { Reference } from './reference.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const;

/** What TeX takes for more than itself, and how each is printed. */
const SPECIAL: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  _: '\\_',
};

/**
 * One BibTeX entry, UTF-8. Names stand in braces of their own, or BibTeX would look for a family name in them.
 * `month`, `day`, `urldate` and `langid` are read by BibLaTeX; BibTeX passes over what it does not know.
 */
export function bibtex(reference: Reference): string {
  const { key, title, creators, paperName, date, page, url, originalUrl, capturedAt, citedOn } = reference;
  const [year = '', month = '', day = ''] = date.split('-');
  const fields: readonly (readonly [name: string, value: string | null])[] = [
    [
      'author',
      creators.length === 0 ? null : braced(creators.map((name) => braced(literal(name))).join(' and ')),
    ],
    ['title', title === null ? null : braced(braced(literal(title)))],
    ['journal', braced(literal(paperName))],
    ['year', braced(year)],
    ['month', MONTHS[Number(month) - 1] ?? null],
    ['day', braced(String(Number(day)))],
    ['pages', page === null ? null : braced(page)],
    ['url', braced(verbatim(url))],
    ['urldate', braced(citedOn)],
    ['langid', braced('chinese')],
    ['note', braced(literal(`Captured ${capturedAt} from ${originalUrl}`))],
  ];
  const told = fields.flatMap(([name, value]) => (value === null ? [] : [`  ${name} = ${value},`]));
  return [`@article{${key},`, ...told, '}', ''].join('\n');
}

function braced(text: string): string {
  return `{${text}}`;
}

function literal(text: string): string {
  return text.replace(/[\\~^{}$&#%_]/g, (character) => SPECIAL[character] ?? character);
}

/** An address is read as it stands; only what would end the field, or begin a comment, is written otherwise. */
function verbatim(url: string): string {
  return url.replace(/[{}\\]/g, encodeURIComponent);
}
