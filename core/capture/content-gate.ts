import type { ResourceKind } from '../paper/resource.ts';
import type { TemplateEra } from '../paper/paper.ts';
import { fromLatin1 } from './latin1.ts';
import { type Exchange, headerOf } from './paper-client.ts';

/** Whether an answer is what was asked for. What is refused is kept apart, with its reason. */
export type Verdict =
  | { readonly kind: 'good'; readonly mediaType: string }
  | { readonly kind: 'not-modified' }
  | { readonly kind: 'gone'; readonly reason: string }
  /** The server says that it cannot answer now; what it would answer is not known. */
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** Which bytes stand where in a file of a type. */
type Magic = readonly (readonly [offset: number, text: string])[];

const IMAGES: readonly (readonly [mediaType: string, magic: Magic])[] = [
  ['image/jpeg', [[0, '\xff\xd8\xff']]],
  ['image/png', [[0, '\x89PNG\r\n\x1a\n']]],
  ['image/gif', [[0, 'GIF8']]],
  [
    'image/webp',
    [
      [0, 'RIFF'],
      [8, 'WEBP'],
    ],
  ],
];
const DOCUMENTS: typeof IMAGES = [['application/pdf', [[0, '%PDF-']]]];

/** Judges an answer by what it is, never by its own word that all is well. */
export function judgeContent(era: TemplateEra, kind: ResourceKind, { response }: Exchange): Verdict {
  const { status, payload } = response;
  if (status === 304) return { kind: 'not-modified' };
  if (status === 404 || status === 410) return { kind: 'gone', reason: `status ${status}` };
  if (status >= 500 || status === 429) return { kind: 'failed', reason: `status ${status}` };
  if (status >= 300 && status < 400) {
    return { kind: 'refused', reason: `redirect to ${headerOf(response.headers, 'location') ?? 'nowhere'}` };
  }
  if (status !== 200) return { kind: 'refused', reason: `status ${status}` };
  if (payload.length === 0) return { kind: 'refused', reason: 'empty body' };
  return kind === 'node' || kind === 'article'
    ? judgePage(era.marks[kind], payload)
    : judgeFile(kind, payload);
}

function judgePage(marks: readonly RegExp[], payload: Uint8Array): Verdict {
  const ascii = new TextDecoder('latin1').decode(payload);
  if (!marks.every((mark) => mark.test(ascii))) return { kind: 'refused', reason: 'template-unknown' };
  return { kind: 'good', mediaType: 'text/html' };
}

function judgeFile(kind: 'image' | 'pdf' | 'picture', payload: Uint8Array): Verdict {
  const head = fromLatin1(payload.subarray(0, 16));
  const known = kind === 'pdf' ? DOCUMENTS : IMAGES;
  const form = known.find(([, magic]) => magic.every(([offset, text]) => head.startsWith(text, offset)));
  if (form) return { kind: 'good', mediaType: form[0] };
  return { kind: 'refused', reason: `not a${kind === 'pdf' ? ' PDF' : 'n image'} by its first bytes` };
}
