import type { Catalog } from '../../catalog/catalog.ts';
import { type Original, instantOfStamp, mementosOf, originalOf } from '../../catalog/mementos.ts';
import type { IssueRecord, StateRecord } from '../../catalog/records.ts';
import type { Paper } from '../../paper/paper.ts';
import { surtOf } from '../cdxj.ts';
import { type CdxFilter, valueOf } from './cdx-filter.ts';
import { type CdxField, type CdxLine, inOrder, lineOf, linesOf } from './cdx-lines.ts';
import { type CdxScope, datesOf, inScope } from './cdx-scope.ts';

/** What is asked of the index. */
export interface CdxQuery {
  readonly scope: CdxScope;
  /** 14 digits each, both ends included. */
  readonly from: string;
  readonly to: string;
  readonly filters: readonly CdxFilter[];
  /** Of neighbouring lines whose fields begin alike, the first stays: with 8 characters of `timestamp`, one a day. */
  readonly collapses: readonly { readonly field: CdxField; readonly characters: number }[];
  /** From the last line to the first. */
  readonly reverse: boolean;
  /** 14 digits: the nearest first. Only of one address. */
  readonly closest: string | null;
  /** From 1 on. */
  readonly limit: number;
  /** Which blocks are read; `null` for as many as one answer holds. */
  readonly page: { readonly number: number; readonly size: number } | null;
  /** What the answer before ended with. */
  readonly resumeKey: string | null;
}

/** An answer, and what goes on with it: `null` where nothing is left. */
export interface CdxAnswer {
  readonly lines: readonly CdxLine[];
  readonly resumeKey: string | null;
}

export interface CdxDeps {
  readonly catalog: Catalog;
  readonly papers: readonly Paper[];
  readonly rights: CdxRights;
}

/** What may be told to whoever asks. What may not is in no line and in no count. */
export interface CdxRights {
  /** Of an address that is named. */
  readonly tells: (original: Original) => Promise<boolean>;
  /** Whether a list may have anything of an issue, and a resource of it. */
  readonly listsIssue: (issue: IssueRecord) => Promise<boolean>;
  readonly lists: (state: StateRecord) => Promise<boolean>;
}

/** How many issues one answer looks through: a month of a daily. */
export const MAX_BLOCKS = 31;

/** How many resources are looked up at a time. */
const AT_ONCE = 8;

/**
 * The lines that are asked for, block by block: a block is an issue, its lines in the order of an index, and issues follow
 * each other by date, so that lines of addresses of one kind are in that order throughout. An answer ends after `limit`
 * lines or {@link MAX_BLOCKS} issues and says from where the next one goes on.
 */
export async function queryCdx(deps: CdxDeps, query: CdxQuery): Promise<CdxAnswer> {
  const kept = new Sieve(query);
  const resume = parseResumeKey(query.resumeKey);
  const isAfter = (block: string, line: CdxLine): boolean => {
    if (!resume?.at || block !== resume.block) return true;
    const order = inOrder(line, resume.at);
    return query.reverse ? order < 0 : order > 0;
  };
  let read = 0;
  let last: string | null = null;
  for await (const { block, lines } of blocksFrom(deps, query, resume)) {
    if (query.page === null && read === MAX_BLOCKS) return kept.answer(last);
    read += 1;
    const own = await lines();
    for (const line of query.reverse ? own.reverse() : own) {
      if (kept.isFull) return kept.answer(kept.resumeKey);
      if (isAfter(block, line)) kept.add(block, line);
    }
    last = block;
  }
  return kept.answer(null);
}

/** How many issues hold what is asked for, and of one address how many blocks that is: one. */
export async function countBlocks(deps: CdxDeps, { scope }: Pick<CdxQuery, 'scope'>): Promise<number> {
  if (scope.match === 'exact') return (await toldOriginal(deps, scope.url)) === null ? 0 : 1;
  return (await Array.fromAsync(issuesIn(deps, scope, false))).length;
}

/** Lines as they come, as far as they are wanted. */
class Sieve {
  readonly #query: CdxQuery;
  readonly #lines: CdxLine[] = [];
  readonly #before = new Map<number, string>();
  /** After what was looked at last, wanted or not. */
  resumeKey: string | null = null;

  constructor(query: CdxQuery) {
    this.#query = query;
  }

  get isFull(): boolean {
    // Which are nearest is known when all are.
    return this.#query.closest === null && this.#lines.length >= this.#query.limit;
  }

  add(block: string, line: CdxLine): void {
    this.resumeKey = `${block} ${line.urlkey} ${line.timestamp}`;
    const { from, to, filters, collapses } = this.#query;
    if (line.timestamp < from || line.timestamp > to) return;
    if (!filters.every((isWanted) => isWanted(line))) return;
    for (const [at, { field, characters }] of collapses.entries()) {
      const value = valueOf(line, field).slice(0, characters);
      const isSame = this.#before.get(at) === value;
      this.#before.set(at, value);
      if (isSame) return;
    }
    this.#lines.push(line);
  }

  answer(resumeKey: string | null): CdxAnswer {
    const { closest, limit } = this.#query;
    if (closest === null) return { lines: this.#lines, resumeKey };
    const at = instantOfStamp(closest);
    const distance = ({ timestamp }: CdxLine): number => Math.abs(instantOfStamp(timestamp) - at);
    const nearest = this.#lines.toSorted((a, b) => distance(a) - distance(b)).slice(0, limit);
    return { lines: nearest, resumeKey: null };
  }
}

interface Block {
  /** `jmrb 2023-02-25`: which block it is, for a resume key. */
  readonly block: string;
  readonly lines: () => Promise<CdxLine[]>;
}

/** Those of the page, from the block of the resume key on. */
async function* blocksFrom(deps: CdxDeps, query: CdxQuery, resume: Resumed | null): AsyncGenerator<Block> {
  const { number, size } = query.page ?? { number: 0, size: Infinity };
  const first = number === 0 ? 0 : number * size;
  let at = -1;
  let isReached = resume === null;
  for await (const block of blocksOf(deps, query)) {
    at += 1;
    if (at >= first + size) return;
    const isResumed = block.block === resume?.block;
    isReached ||= isResumed;
    const isDone = isResumed && resume.at === null;
    if (at >= first && isReached && !isDone) yield block;
  }
}

async function* blocksOf(deps: CdxDeps, { scope, reverse }: CdxQuery): AsyncGenerator<Block> {
  if (scope.match === 'exact') {
    const original = await toldOriginal(deps, scope.url);
    if (original !== null) yield { block: 'exact exact', lines: () => Promise.resolve(linesOf(original)) };
    return;
  }
  for await (const issue of issuesIn(deps, scope, reverse)) {
    const lines = (): Promise<CdxLine[]> => linesOfIssue(deps, issue, inScope(scope));
    yield { block: `${issue.paper} ${issue.date}`, lines };
  }
}

async function toldOriginal({ catalog, papers, rights }: CdxDeps, url: string): Promise<Original | null> {
  const original = await originalOf(catalog, papers, url);
  return original !== null && (await rights.tells(original)) ? original : null;
}

/** Those that can hold something of the scope. */
async function* issuesIn(
  { catalog, papers, rights }: CdxDeps,
  scope: CdxScope,
  reverse: boolean,
): AsyncGenerator<IssueRecord> {
  const holds = hostOf(scope);
  for (const paper of reverse ? papers.toReversed() : papers) {
    const dates = paper.baseUrl === null ? null : datesOf(scope, paper, paper.baseUrl);
    for await (const issue of catalog.issues(paper.id, dates?.from, dates?.to, reverse))
      if (holds(surtOf(issue.site)) && (await rights.listsIssue(issue))) yield issue;
  }
}

/** Whether a site's base can have addresses of the scope below it. */
function hostOf(scope: CdxScope): (base: string) => boolean {
  if (scope.match !== 'prefix') return inScope(scope);
  const key = surtOf(scope.url);
  return (base) => base.startsWith(key) || key.startsWith(base);
}

async function linesOfIssue(
  { catalog, rights }: CdxDeps,
  { paper, date }: IssueRecord,
  isIn: (urlkey: string) => boolean,
): Promise<CdxLine[]> {
  const wanted: StateRecord[] = [];
  for await (const state of catalog.states(paper, date))
    if (state.version > 0 && isIn(surtOf(state.url)) && (await rights.lists(state))) wanted.push(state);
  const lines: CdxLine[] = [];
  for (let at = 0; at < wanted.length; at += AT_ONCE) {
    const some = wanted.slice(at, at + AT_ONCE);
    const found = await Promise.all(some.map(({ path }) => mementosOf(catalog, paper, path)));
    lines.push(...found.flat().map(lineOf));
  }
  return lines.filter(({ urlkey }) => isIn(urlkey)).sort(inOrder);
}

interface Resumed {
  readonly block: string;
  /** The line that came last; `null` when the block was done. */
  readonly at: CdxLine | null;
}

const RESUME_KEY = /^([a-z][a-z0-9-]* [\w-]+)(?: (\S*) (\d{14}))?$/;

export function isResumeKey(text: string): boolean {
  return RESUME_KEY.test(text);
}

function parseResumeKey(text: string | null): Resumed | null {
  const [, block, urlkey, timestamp] = RESUME_KEY.exec(text ?? '') ?? [];
  if (block === undefined) return null;
  if (urlkey === undefined || timestamp === undefined) return { block, at: null };
  const nothing = { url: '', mime: '', status: 0, digest: '', bytes: 0, filename: '' };
  return { block, at: { urlkey, timestamp, ...nothing } };
}
