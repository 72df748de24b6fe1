import { createHash } from 'node:crypto';
import { asInstant } from '../../core/paper/instant.ts';
import { asIssueDate } from '../../core/paper/issue-date.ts';
import { asResourcePath } from '../../core/paper/resource.ts';
import { sha256Of } from '../../core/paper/sha256.ts';
import { signed } from '../../core/publish/observations/claim.ts';
import type { EvidenceRow } from '../../core/publish/observations/evidence.ts';
import { observationKey } from '../../core/publish/observations/observation-key.ts';

/** A mention, as far as it is not 鹤山市's product of 2022 in article `a` of 25 February 2023. */
export interface Said extends Partial<Omit<EvidenceRow, 'issue_date' | 'article_path'>> {
  /** The printed number: `458.51`, or both ends of a range: `5~6`. */
  readonly number?: string;
  readonly article?: string;
  readonly date?: string;
  /** The mention that it says again in another unit. */
  readonly again?: EvidenceRow;
}

/** Powers of ten that printed units stand for, and their base. */
const UNITS: Readonly<Record<string, readonly [number, string]>> = {
  亿元: [8, 'CNY'],
  万元: [4, 'CNY'],
  亿美元: [8, 'USD'],
  '%': [-2, '1'],
  个百分点: [0, 'pp'],
  人: [0, 'person'],
  万人: [4, 'person'],
  家: [0, 'item'],
  公顷: [4, 'm2'],
  '微克/立方米': [0, 'ug/m3'],
};

/** A row of evidence as if an article had been read. Growth in %, with `kind: 'change'`. */
export function said({
  number = '458.51',
  article = 'a',
  date = '2023-02-25',
  again,
  ...fields
}: Said = {}): EvidenceRow {
  const { version = 1, start = 10, unit = '亿元', paper = 'jmrb' } = fields;
  const [from, to] = number.split('~');
  const path = asResourcePath(`html/${date.slice(0, 7)}/${date.slice(8)}/content_${article}.htm`);
  const [power, base] = UNITS[unit ?? ''] ?? [0, null];
  const norm = (text: string | undefined): string | null =>
    text === undefined || base === null ? null : shifted(text, power);
  const isRange = to !== undefined;
  const figure_id = createHash('sha256')
    .update(`${paper} ${path} ${version} ${start}`)
    .digest('hex')
    .slice(0, 32);
  const row: EvidenceRow = {
    ...{ observation_key: null, kin: again?.kin ?? figure_id, words: null, figure_id },
    ...{ document_id: `${paper}/${path}@${version}`, paper, issue_date: asIssueDate(date), page: 'B02' },
    ...{ article_path: path, article_url: `http://paper.invalid/${path}`, version, status: 'current' },
    ...{ captured_at: asInstant(`${date}T00:00:00.000Z`), snapshot_sha256: sha256Of(`${path} ${version}`) },
    ...{ section_path: null, exact: `${number}${unit}`, prefix: '', suffix: '', start, room_path: null },
    ...{ value: isRange ? null : (from ?? null), value_min: isRange ? (from ?? null) : null },
    ...{ value_max: isRange ? to : null, unit, base_unit: base },
    ...{ norm_value: isRange ? null : norm(from), norm_min: isRange ? norm(from) : null },
    ...{ norm_max: isRange ? norm(to) : null, comparator: isRange ? 'range' : 'eq' },
    ...{ kind: 'level', modality: 'actual', strength: null, direction: null },
    ...{ indicator: '地区生产总值', indicator_id: 'gdp', basis: null, inferred_price_basis: null },
    ...{ place: '鹤山市', period: '2022' },
    ...fields,
  };
  const signedRow = signed(row);
  return { ...signedRow, observation_key: again?.observation_key ?? observationKey(row) };
}

/** A growth in %, positive unless it is said to be a fall. */
export function growth(number: string, fields: Said = {}): EvidenceRow {
  return said({
    number,
    unit: '%',
    kind: 'change',
    direction: 'increase',
    inferred_price_basis: 'constant',
    ...fields,
  });
}

/** A target without a number. */
export function inWords(words: string, fields: Said = {}): EvidenceRow {
  const row = said({
    ...{ number: '', unit: null, comparator: null, kind: null, modality: 'target', exact: words, words },
    ...fields,
  });
  const bare = { ...row, figure_id: null, kin: null, value: null, norm_value: null };
  return { ...bare, observation_key: observationKey(bare) };
}

/** Moves the decimal point: `458.51` by 8 is `45851000000`. */
function shifted(text: string, power: number): string {
  const [sign, bare] = text.startsWith('-') ? ['-', text.slice(1)] : ['', text];
  const [whole = '', fraction = ''] = bare.split('.');
  const digits = `${'0'.repeat(Math.max(0, -power))}${whole}${fraction}${'0'.repeat(Math.max(0, power))}`;
  const point = digits.length - Math.max(0, power) - fraction.length + power;
  const [left, right] = [digits.slice(0, point), digits.slice(point)];
  const tail = right.replace(/0+$/, '');
  return `${sign}${left.replace(/^0+(?=\d)/, '')}${tail === '' ? '' : `.${tail}`}`;
}
