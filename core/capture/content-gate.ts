import type { ResourceKind } from '../paper/resource.ts';
import { type Exchange, headerOf } from './paper-client.ts';

/** Whether an answer is what was asked for. What is refused is kept apart, with its reason. */
export type Verdict =
  | { readonly kind: 'good'; readonly mediaType: string }
  | { readonly kind: 'not-modified' }
  | { readonly kind: 'gone'; readonly reason: string }
  /** The server says that it cannot answer now; what it would answer is not known. */
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** Words that every page of the template holds somewhere in its markup, whatever its charset: they are ASCII. */
const MARKS: Partial<Record<ResourceKind, readonly RegExp[]>> = {
  node: [/id\s*=\s*["']?pageLink\b/i],
  article: [/id\s*=\s*["']?ozoom\b/i],
};

const MAGIC: Partial<
  Record<ResourceKind, readonly (readonly [mediaType: string, bytes: readonly number[]])[]>
> = {
  image: [
    ['image/jpeg', [0xff, 0xd8, 0xff]],
    ['image/png', [0x89, 0x50, 0x4e, 0x47]],
    ['image/gif', [0x47, 0x49, 0x46, 0x38]],
    ['image/webp', [0x52, 0x49, 0x46, 0x46]],
  ],
  pdf: [['application/pdf', [0x25, 0x50, 0x44, 0x46]]],
};

/** Judges an answer by what it is, never by its own word that all is well. */
export function judgeContent(kind: ResourceKind, { response }: Exchange): Verdict {
  const { status, payload } = response;
  if (status === 304) return { kind: 'not-modified' };
  if (status === 404 || status === 410) return { kind: 'gone', reason: `status ${status}` };
  if (status >= 500 || status === 429) return { kind: 'failed', reason: `status ${status}` };
  if (status >= 300 && status < 400) {
    return { kind: 'refused', reason: `redirect to ${headerOf(response.headers, 'location') ?? 'nowhere'}` };
  }
  if (status !== 200) return { kind: 'refused', reason: `status ${status}` };
  if (payload.length === 0) return { kind: 'refused', reason: 'empty body' };
  return kind === 'node' || kind === 'article' ? judgePage(kind, payload) : judgeFile(kind, payload);
}

function judgePage(kind: 'node' | 'article', payload: Uint8Array): Verdict {
  const ascii = new TextDecoder('latin1').decode(payload);
  const known = (MARKS[kind] ?? []).every((mark) => mark.test(ascii));
  if (!known) return { kind: 'refused', reason: 'template-unknown' };
  return { kind: 'good', mediaType: 'text/html' };
}

function judgeFile(kind: 'image' | 'pdf' | 'picture', payload: Uint8Array): Verdict {
  const forms = MAGIC[kind === 'picture' ? 'image' : kind] ?? [];
  const form = forms.find(([, bytes]) => bytes.every((byte, at) => payload[at] === byte));
  if (!form)
    return { kind: 'refused', reason: `not a${kind === 'pdf' ? ' PDF' : 'n image'} by its first bytes` };
  return { kind: 'good', mediaType: form[0] };
}
