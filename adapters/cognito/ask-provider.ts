import { SignInUnavailable } from '../../core/sign-in.ts';

/** Tokens and keys come to a few thousand bytes. */
export const MOST_BYTES = 64 * 1024;

/** What the provider answered. */
export interface ProviderAnswer {
  readonly status: number;
  readonly body: Uint8Array<ArrayBuffer>;
}

/**
 * Asks the provider: for its keys, or with a form, which it has `deadlineMs` in all to answer. Follows no redirect. The
 * runtime's own client is enough for that, and is there already when a function starts. Fails with
 * {@link SignInUnavailable}.
 */
export async function askProvider(
  url: string,
  deadlineMs: number,
  form?: URLSearchParams,
): Promise<ProviderAnswer> {
  try {
    const answer = await fetch(url, {
      method: form === undefined ? 'GET' : 'POST',
      headers: { Accept: 'application/json' },
      ...(form === undefined ? {} : { body: form }),
      redirect: 'error',
      signal: AbortSignal.timeout(deadlineMs),
    });
    return { status: answer.status, body: await readBody(url, answer) };
  } catch (cause) {
    if (cause instanceof SignInUnavailable) throw cause;
    throw new SignInUnavailable(url, 'gave no answer', { cause });
  }
}

async function readBody(url: string, answer: Response): Promise<Uint8Array<ArrayBuffer>> {
  const body = new Uint8Array(MOST_BYTES);
  let length = 0;
  // Leaving the loop closes the connection.
  for await (const chunk of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
    if (length + chunk.length > MOST_BYTES)
      throw new SignInUnavailable(url, `sends more than ${MOST_BYTES} bytes`);
    body.set(chunk, length);
    length += chunk.length;
  }
  return body.slice(0, length);
}
