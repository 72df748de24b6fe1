import type { Context, MiddlewareHandler } from 'hono';
import type { WrongParameter } from '../../core/publish/indexes/conditions.ts';
import type { Said } from '../../core/publish/indexes/filters.ts';
import { API_DESCRIPTION } from '../addresses.ts';
import { languageOf } from './parameters.ts';

/** Everything that can be answered instead of rows. */
export const PROBLEMS = {
  WrongParameters: {
    status: 400,
    title: { zh: '参数有误', en: 'A parameter is wrong' },
    detail: {
      zh: '下列参数不能照写的那样使用；改正后再问。',
      en: 'These parameters cannot be taken as they were given; mend them and ask again.',
    },
  },
  NoRelease: {
    status: 404,
    title: { zh: '没有这个版本', en: 'There is no such release' },
    detail: {
      zh: '没有发布过这个版本的数据；/data/index.json 列出全部版本。',
      en: 'No such release was published; /data/index.json lists all of them.',
    },
  },
  NoTable: {
    status: 404,
    title: { zh: '这个版本没有这张表', en: 'The release has no such table' },
    detail: {
      zh: '这个版本发布时还没有这张表；请用较新的版本。',
      en: 'The release was published without this table; ask for a newer one.',
    },
  },
  NotFound: {
    status: 404,
    title: { zh: '没有这个地址', en: 'There is no such address' },
    detail: {
      zh: '/api/openapi.json 列出全部地址。',
      en: '/api/openapi.json lists all addresses.',
    },
  },
  MethodRefused: {
    status: 405,
    title: { zh: '只能读取', en: 'There is only reading here' },
    detail: { zh: '只接受 GET 和 HEAD。', en: 'Only GET and HEAD are taken.' },
  },
  Failed: {
    status: 500,
    title: { zh: '出了差错', en: 'Something went wrong' },
    detail: {
      zh: '差错已经记下；稍后再问，或从 /data/ 下载整张表。',
      en: 'It has been noted; ask again later, or download the whole table from /data/.',
    },
  },
  NotIndexed: {
    status: 503,
    title: { zh: '索引尚未做好', en: 'The index is not made yet' },
    detail: {
      zh: '这个版本的索引还没有做好；稍后再问，或从 /data/ 下载整张表。索引由 jmnews release 补做。',
      en: "The release has no index yet; ask again later, or download the whole table from /data/. 'jmnews release' makes it.",
    },
  },
  NotReady: {
    status: 503,
    title: { zh: '索引正在取来', en: 'The index is on its way' },
    detail: {
      zh: '这个版本的索引正在取来；过几秒再问。',
      en: 'The index of the release is being fetched; ask again in some seconds.',
    },
  },
} as const satisfies Readonly<
  Record<
    string,
    { readonly status: 400 | 404 | 405 | 500 | 503; readonly title: Said; readonly detail: Said }
  >
>;
export type ProblemName = keyof typeof PROBLEMS;

export const PROBLEM_TYPE = 'application/problem+json';

/** A query of thousands of wrong parameters gets no answer a hundred times as long. */
export const MOST_ERRORS = 20;

/** A problem document (RFC 9457). Its `type` leads to where the OpenAPI document tells of it. */
export function problem(
  c: Context,
  name: ProblemName,
  more: {
    readonly errors?: readonly WrongParameter[];
    readonly headers?: Readonly<Record<string, string>>;
  } = {},
): Response {
  const { status, title, detail } = PROBLEMS[name];
  const { origin, searchParams } = new URL(c.req.url);
  const lang = languageOf(searchParams);
  const errors = more.errors?.slice(0, MOST_ERRORS).map(({ parameter, got, allowed }) => ({
    ...{ parameter, got, allowed: allowed[lang] },
  }));
  const document = {
    type: `${origin}${API_DESCRIPTION}#/components/responses/${name}`,
    ...{ title: title[lang], status, detail: detail[lang] },
    ...(errors === undefined ? {} : { errors }),
  };
  return c.body(JSON.stringify(document), status, {
    'Content-Type': PROBLEM_TYPE,
    'Content-Language': lang === 'en' ? 'en' : 'zh-CN',
    'Cache-Control': 'no-store',
    ...more.headers,
  });
}

/** Refuses whatever would change something with a problem document, as the API tells everything that is wrong. */
export const onlyReading: MiddlewareHandler = async (c, next) => {
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD')
    return problem(c, 'MethodRefused', { headers: { Allow: 'GET, HEAD, OPTIONS' } });
  await next();
  return undefined;
};
