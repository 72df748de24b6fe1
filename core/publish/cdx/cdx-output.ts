import { CDX_FIELDS, type CdxField, type CdxLine } from './cdx-lines.ts';

/** The forms of pywb: CDXJ, a JSON object a line, and values with spaces between them. */
export const CDX_OUTPUTS = ['cdxj', 'json', 'text'] as const;
export type CdxOutput = (typeof CDX_OUTPUTS)[number];

/** `<SURT> <14 digits> <JSON>`, a line each. */
export function cdxjText(lines: readonly CdxLine[], fields: readonly CdxField[] = CDX_FIELDS): string {
  const told = fields.filter((field) => field !== 'urlkey' && field !== 'timestamp');
  return lines
    .map((line) => `${line.urlkey} ${line.timestamp} ${JSON.stringify(pick(line, told))}\n`)
    .join('');
}

export function cdxText(lines: readonly CdxLine[], fields: readonly CdxField[], output: CdxOutput): string {
  switch (output) {
    case 'cdxj':
      return cdxjText(lines, fields);
    case 'json':
      return lines.map((line) => `${JSON.stringify(pick(line, fields))}\n`).join('');
    case 'text':
      return lines.map((line) => `${fields.map((field) => line[field]).join(' ')}\n`).join('');
  }
}

function pick(line: CdxLine, fields: readonly CdxField[]): Record<string, string | number> {
  return Object.fromEntries(fields.map((field) => [field, line[field]]));
}
