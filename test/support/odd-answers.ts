import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import type { Fault } from './misbehaving-site.ts';

const HTML = 'Content-Type: text/html';

/** Writes `head`'s lines and then the body that is made of the good file, byte for byte as they are given. */
export function sends(head: readonly string[], body: (good: Buffer) => Buffer = same, ends = false): Fault {
  return (socket, good) => {
    const bytes = body(good);
    const lines = head.map((line) => line.replace('LENGTH', String(bytes.length)));
    const whole = Buffer.concat([Buffer.from([...lines, '', ''].join('\r\n'), 'latin1'), bytes]);
    if (ends) socket.end(whole);
    else socket.write(whole);
  };
}

export const same = (good: Buffer): Buffer => good;
export const OK = ['HTTP/1.1 200 OK', HTML] as const;
export const WHOLE = [...OK, 'Content-Length: LENGTH'] as const;

/** With a length that is so many bytes off. */
export function lies(by: number): Fault {
  return (socket, good) =>
    sends([...OK, `Content-Length: ${good.length + by}`], same, by > 0)(socket, good, 1);
}

/** In a content coding, under the name that is given. */
export function coded(name: string, pack: (good: Buffer) => Buffer): Fault {
  return sends([...WHOLE, `Content-Encoding: ${name}`], pack);
}

export const PACKED = {
  twoMembers: (good: Buffer): Buffer =>
    Buffer.concat([gzipSync(good.subarray(0, 500)), gzipSync(good.subarray(500))]),
  trailing: (good: Buffer): Buffer => Buffer.concat([gzipSync(good), Buffer.from('garbage')]),
  twice: (good: Buffer): Buffer => gzipSync(gzipSync(good)),
  gzip: (good: Buffer): Buffer => gzipSync(good),
  raw: (good: Buffer): Buffer => deflateRawSync(good),
  zlib: (good: Buffer): Buffer => deflateSync(good),
  brotli: (good: Buffer): Buffer => brotliCompressSync(good),
} as const;

/** In chunks of `size`, with extensions and a trailer; `last` ends it, or whatever the server takes for an end. */
export function chunked(size: number, last = '0\r\nX-Trailer: yes\r\n\r\n', ends = false): Fault {
  const inChunks = (good: Buffer): Buffer => {
    const parts: Buffer[] = [];
    for (let at = 0; at < good.length; at += size) {
      const part = good.subarray(at, at + size);
      parts.push(
        Buffer.from(`${part.length.toString(16).toUpperCase()};name="v"\r\n`),
        part,
        Buffer.from('\r\n'),
      );
    }
    return Buffer.concat([...parts, Buffer.from(last)]);
  };
  return sends([...OK, 'Transfer-Encoding: chunked'], inChunks, ends);
}

/** In GBK, which no encoder of the runtime writes: made from what its decoder reads. */
export function inGbk(text: string): Buffer {
  gbk ??= gbkBytes();
  return Buffer.concat(Array.from(text, (character) => gbk?.get(character) ?? Buffer.from(character)));
}

let gbk: ReadonlyMap<string, Buffer> | null = null;

function gbkBytes(): ReadonlyMap<string, Buffer> {
  const decoder = new TextDecoder('gbk');
  const bytes = new Map<string, Buffer>();
  for (let high = 0x81; high <= 0xfe; high += 1) {
    for (let low = 0x40; low <= 0xfe; low += 1) {
      const pair = Buffer.from([high, low]);
      bytes.set(decoder.decode(pair), pair);
    }
  }
  return bytes;
}
