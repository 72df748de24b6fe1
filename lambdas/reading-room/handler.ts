import { type LambdaEvent, handle } from 'hono/aws-lambda';
import * as z from 'zod';
import type { ReadingRoomDeps } from '../../web/deps.ts';
import type { Door } from '../../web/sign-in/door.ts';
import { createReadingRoom } from '../../web/reading-room.ts';
import { createRoomWithDoor } from '../../web/sign-in/room-with-door.ts';

/** What an answer of this function's own making looks like to the HTTP API. */
interface PlainAnswer {
  readonly statusCode: 404 | 413;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly isBase64Encoded: false;
}

/**
 * Lambda refuses an answer above 6 MiB, counted as JSON. Bodies are in base64 there, a third longer, so that a file may
 * have 4.5 MB.
 */
const MAX_ANSWER_BYTES = 6_000_000;

/** The largest file of a release that comes to less than {@link MAX_ANSWER_BYTES} with its headers. */
export const MAX_FILE_BYTES = 4_400_000;

/**
 * Bodies are bytes, whatever their type says: as text a byte order mark would be taken off a table, and a range that
 * begins within a character would be another.
 */
const BASE64 = { isContentTypeBinary: () => true };

/** What rights hang on in an HTTP API's event, format 2.0: the API adds `iam` when it has proven a signature. */
const HttpCall = z.object({
  rawPath: z.string(),
  requestContext: z.object({
    authorizer: z.object({ iam: z.object({ userArn: z.string().min(1) }).nullish() }).nullish(),
  }),
});

/**
 * The reading room behind an HTTP API: the same application as on a desk. With the rights `reading-room` only a call
 * whose signer the API has proven is shown what is reserved, and with a door whoever has signed in; any other is
 * answered by a second room that withholds it, whatever route the API took the call for. Fails with a `ZodError` on an
 * event of another form.
 *
 * @param door `null` where nobody signs in
 */
export function createHandler(
  deps: ReadingRoomDeps,
  door: Door | null = null,
): (event: LambdaEvent) => Promise<unknown> {
  const serveSigner = handle(createReadingRoom(deps), BASE64);
  const anybodysRoom =
    door === null ? createReadingRoom({ ...deps, rights: 'public' }) : createRoomWithDoor(deps, door);
  const serveAnybody = handle(anybodysRoom, BASE64);
  return async (event) => {
    const { rawPath, requestContext } = HttpCall.parse(event);
    if (!isLiteral(rawPath)) {
      return plainAnswer(404, '没有这个地址。', 'There is no such address.');
    }
    const isSigned = Boolean(requestContext.authorizer?.iam);
    const answer = await (isSigned ? serveSigner : serveAnybody)(event);
    if (Buffer.byteLength(JSON.stringify(answer)) <= MAX_ANSWER_BYTES) return answer;
    return plainAnswer(
      413,
      '文件太大，此处无法整份提供；请用 Range 请求头分段取用，或在本地档案中用 jmnews export wacz <日期> --out <文件> 取出。',
      "This file is too large to be sent from here in one: ask for ranges of it (Range), or on a desk 'jmnews export wacz <date> --out <file>' hands it out.",
    );
  };
}

/**
 * Whether `path` means the same to the API, which chooses a route by its letters, and to the room, which resolves
 * it as a URL: no `..`, no backslash, nothing that a URL would drop, and no dot or slash in disguise. The API may have
 * decoded it: letters that are not ASCII are the same either way.
 */
function isLiteral(path: string): boolean {
  const base = 'http://room.invalid';
  if (/\\|%(2e|2f|5c)/i.test(path) || !URL.canParse(path, base)) return false;
  return new URL(path, base).pathname === path.toWellFormed().replace(/\P{ASCII}+/gu, encodeURIComponent);
}

function plainAnswer(statusCode: 404 | 413, ...sentences: readonly string[]): PlainAnswer {
  return {
    statusCode,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
    body: `${sentences.join('\n')}\n`,
    isBase64Encoded: false,
  };
}
