import { type Context, Hono } from 'hono';
import { instantOfStamp } from '../../core/catalog/mementos.ts';
import { BadFilter, cdxFilter } from '../../core/publish/cdx/cdx-filter.ts';
import { CDX_FIELDS, type CdxField, cdxField } from '../../core/publish/cdx/cdx-lines.ts';
import { CDX_OUTPUTS, cdxText } from '../../core/publish/cdx/cdx-output.ts';
import {
  type CdxDeps,
  type CdxQuery,
  MAX_BLOCKS,
  countBlocks,
  isResumeKey,
  queryCdx,
} from '../../core/publish/cdx/cdx-query.ts';
import { MATCH_TYPES, scopeOf } from '../../core/publish/cdx/cdx-scope.ts';
import { type Subject, askerOf, openAccess } from '../rights/access.ts';
import { notFound } from '../answers.ts';
import type { ReadingRoomDeps } from '../deps.ts';
import { isNotTold, judge, judgedOriginal } from '../replay/judged-original.ts';
import { LINK_FORMAT, timeMap } from '../replay/memento-links.ts';
import { withheldAnswer } from '../rights/withheld.ts';

/** How many lines one answer holds at most, and without a limit of its own. */
const MAX_LINES = 10_000;
const MAX_FILTERS = 10;
const MAX_URL_LENGTH = 2_000;

const MEDIA_TYPES = {
  cdxj: 'text/x-cdxj; charset=utf-8',
  json: 'application/x-ndjson',
  text: 'text/plain; charset=utf-8',
} as const;

/** A question that cannot be answered as it was asked. */
class BadQuestion extends Error {
  override readonly name = 'BadQuestion';
}

/**
 * The index of what is held, asked as pywb's and Wayback's are: `/cdx?url=…`. When something was seen, and its digest,
 * are facts and open to everybody, but for what was taken down or is closed.
 */
export function cdxRoutes(deps: ReadingRoomDeps): Hono {
  const app = new Hono();

  app.get('/cdx', async (c) => {
    try {
      return await answerOf(c, deps);
    } catch (failure) {
      if (failure instanceof BadQuestion || failure instanceof BadFilter)
        return c.json({ status: 400, error: failure.message }, 400);
      throw failure;
    }
  });
  return app;
}

async function answerOf(c: Context, deps: ReadingRoomDeps): Promise<Response> {
  const output = choice(c, 'output', [...CDX_OUTPUTS, 'link'] as const) ?? 'cdxj';
  const { query, isLast } = await queryFrom(c);
  const asked = await askedIndex(deps);
  if (flag(c, 'showNumPages')) {
    const pageSize = query.page?.size ?? MAX_BLOCKS;
    const blocks = await countBlocks(asked, query);
    return c.json({ blocks, pages: Math.ceil(blocks / pageSize), pageSize });
  }
  if (output === 'link') return linkAnswer(c, deps, query);
  await refuseMissingPage(asked, query);
  const { lines, resumeKey } = await queryCdx(asked, query);
  if (resumeKey !== null && !isLast) c.header('Link', `<${nextOf(c, resumeKey)}>; rel="next"`);
  const told = isLast ? lines.toReversed() : lines;
  const shown =
    resumeKey !== null && !isLast && flag(c, 'showResumeKey') ? `\n${inForm(output, resumeKey)}\n` : '';
  return c.body(cdxText(told, fieldsFrom(c), output) + shown, 200, { 'Content-Type': MEDIA_TYPES[output] });
}

/** The index as it is for whoever asks, by the rights of every paper, which are read once. */
async function askedIndex(deps: ReadingRoomDeps): Promise<CdxDeps> {
  const { catalog, papers } = deps;
  const accesses = await Promise.all(papers.map((paper) => openAccess(deps, askerOf(deps), paper)));
  const lists = async (id: string, subject: Subject): Promise<boolean> => {
    const judged = await accesses.find(({ book }) => book.paper.id === id)?.to(subject);
    return judged !== undefined && judged.listed && !isNotTold(judged);
  };
  const rights: CdxDeps['rights'] = {
    tells: async (original) => !isNotTold(await judge(deps, original)),
    listsIssue: async ({ paper, date }) => lists(paper, { date }),
    lists: async ({ paper, date, path }) => lists(paper, { date, path }),
  };
  return { catalog, papers, rights };
}

/** As the key goes into the address of the next question; in JSON, named. */
function inForm(output: 'cdxj' | 'json' | 'text', resumeKey: string): string {
  const key = encodeURIComponent(resumeKey).replaceAll('%20', '+');
  return output === 'json' ? JSON.stringify({ resumeKey: key }) : key;
}

/** All that is held of one address, as a TimeMap has it. */
async function linkAnswer(c: Context, deps: ReadingRoomDeps, { scope }: CdxQuery): Promise<Response> {
  if (scope.match !== 'exact')
    throw new BadQuestion("'output=link' is a TimeMap, which is of one address: leave out 'matchType'");
  const found = await judgedOriginal(deps, scope.url);
  if (found === null) return notFound({ c, json: true });
  if (isNotTold(found.judged)) return withheldAnswer({ c, json: true }, found.judged);
  return c.body(timeMap(new URL(c.req.url).origin, found.original), 200, { 'Content-Type': LINK_FORMAT });
}

async function refuseMissingPage(deps: CdxDeps, { scope, page }: CdxQuery): Promise<void> {
  if (page === null || page.number === 0) return;
  const pages = Math.ceil((await countBlocks(deps, { scope })) / page.size);
  if (page.number >= pages)
    throw new BadQuestion(`there is no page ${page.number}: there are ${pages}, from 0 on`);
}

async function queryFrom(c: Context): Promise<{ readonly query: CdxQuery; readonly isLast: boolean }> {
  const url = c.req.query('url') ?? '';
  if (url === '' || url.length > MAX_URL_LENGTH)
    throw new BadQuestion(`'url' should be an address of at most ${MAX_URL_LENGTH} characters`);
  const scope = scopeOf(url, choice(c, 'matchType', MATCH_TYPES));
  if (scope === null)
    throw new BadQuestion(`'url' should be an address such as http://host/path, got '${url}'`);
  const sort = choice(c, 'sort', ['default', 'reverse', 'closest'] as const);
  const closest =
    sort === 'closest' || c.req.query('closest') !== undefined ? stamp(c, 'closest', 'first') : null;
  if (closest !== null && scope.match !== 'exact')
    throw new BadQuestion("'sort=closest' is of one address: leave out 'matchType'");
  const limit = whole(c, 'limit', -MAX_LINES, MAX_LINES) ?? MAX_LINES;
  if (limit === 0) throw new BadQuestion("'limit' should be a number of lines other than 0");
  const isLast = limit < 0;
  const filters = (c.req.queries('filter') ?? []).slice(0, MAX_FILTERS + 1);
  if (filters.length > MAX_FILTERS) throw new BadQuestion(`there may be ${MAX_FILTERS} filters at most`);
  const resumeKey = c.req.query('resumeKey') ?? null;
  if (resumeKey !== null && !isResumeKey(resumeKey))
    throw new BadQuestion("'resumeKey' should be what an answer before ended with");
  const query = {
    scope,
    from: stamp(c, 'from', 'first') ?? '00000000000000',
    to: stamp(c, 'to', 'last') ?? '99999999999999',
    filters: await Promise.all(filters.map(cdxFilter)),
    collapses: collapsesFrom(c),
    reverse: (sort === 'reverse') !== isLast,
    closest,
    limit: Math.abs(limit),
    page: pageFrom(c),
    resumeKey,
  };
  return { query, isLast };
}

function pageFrom(c: Context): CdxQuery['page'] {
  const [number, size] = [whole(c, 'page', 0, 1_000_000), whole(c, 'pageSize', 1, MAX_BLOCKS)];
  return number === null && size === null ? null : { number: number ?? 0, size: size ?? MAX_BLOCKS };
}

function fieldsFrom(c: Context): readonly CdxField[] {
  const text = c.req.query('fl') ?? c.req.query('fields');
  if (text === undefined || text === '') return CDX_FIELDS;
  return text.split(',', CDX_FIELDS.length).map((name) => fieldNamed('fl', name.trim()));
}

function collapsesFrom(c: Context): CdxQuery['collapses'] {
  return (c.req.queries('collapse') ?? []).slice(0, MAX_FILTERS).map((text) => {
    const [name = '', characters] = text.split(':');
    const count = characters === undefined ? Infinity : Number(characters);
    if (!(count >= 1)) throw new BadQuestion(`'collapse' should be such as timestamp:8, got '${text}'`);
    return { field: fieldNamed('collapse', name), characters: count };
  });
}

function fieldNamed(parameter: string, name: string): CdxField {
  const field = cdxField(name);
  if (field === null)
    throw new BadQuestion(`'${parameter}' may name ${CDX_FIELDS.join(', ')}, got '${name.slice(0, 40)}'`);
  return field;
}

function choice<const T extends string>(c: Context, name: string, choices: readonly T[]): T | null {
  const text = c.req.query(name);
  if (text === undefined) return null;
  const chosen = choices.find((one) => one === text);
  if (chosen === undefined)
    throw new BadQuestion(`'${name}' should be one of ${choices.join(', ')}, got '${text.slice(0, 40)}'`);
  return chosen;
}

function whole(c: Context, name: string, least: number, most: number): number | null {
  const text = c.req.query(name);
  if (text === undefined) return null;
  const value = /^-?\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new BadQuestion(
    `'${name}' should be a whole number from ${least} to ${most}, got '${text.slice(0, 40)}'`,
  );
}

/** 1 to 14 digits, filled up to the first or the last second that they name. */
function stamp(c: Context, name: string, end: 'first' | 'last'): string | null {
  const text = c.req.query(name);
  if (text === undefined) {
    if (name !== 'closest') return null;
    throw new BadQuestion("'sort=closest' wants a time: closest=20230225");
  }
  if (!/^\d{1,14}$/.test(text) || Number.isNaN(instantOfStamp(text)))
    throw new BadQuestion(
      `'${name}' should be 1 to 14 digits of a time, such as 20230225, got '${text.slice(0, 40)}'`,
    );
  return text + (end === 'first' ? '00000101000000' : '99991231235959').slice(text.length);
}

function flag(c: Context, name: string): boolean {
  return c.req.query(name) === 'true';
}

/** This very question, from there on. */
function nextOf(c: Context, resumeKey: string): string {
  const { origin, pathname, searchParams } = new URL(c.req.url);
  searchParams.set('resumeKey', resumeKey);
  return `${origin}${pathname}?${searchParams.toString()}`;
}
