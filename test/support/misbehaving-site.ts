import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { type Sha256, sha256Of } from '../../core/paper/sha256.ts';
import { paperFiles } from '../../demo/paper.ts';
import { type RawServer, httpAnswer, startRawServer } from './raw-server.ts';

/** What a server does instead of answering with `good`, the file that it publishes; `time` counts from 1. */
export type Fault = (socket: Socket, good: Buffer, time: number) => void;

/** The demonstration paper on a server that can fail in every way that sites fail. */
export interface MisbehavingSite {
  readonly baseUrl: string;
  readonly requests: RawServer['requests'];
  /** What the paper really publishes there. */
  published(path: string): Buffer;
  sha256Of(path: string): Sha256;
  /** From now on `path`, or an address from the host's root on, is answered so, which may be a path that the paper does not have; `null` heals it. */
  misbehave(path: string, fault: Fault | null): void;
  close(): Promise<void>;
}

const BASE = '/jmrb/';
const FILES = paperFiles('first');
const HTML = 'Content-Type: text/html';

export async function startMisbehavingSite(): Promise<MisbehavingSite> {
  const faults = new Map<string, { fault: Fault; times: number }>();
  const server = await startRawServer((socket, asked) => {
    const path = asked.replace(/\?.*$/, '').slice(BASE.length);
    const file = asked.startsWith(BASE) ? FILES.get(path) : undefined;
    const good = file ? httpAnswer('200 OK', file.bytes, [`Content-Type: ${file.contentType}`]) : NOT_FOUND;
    // A fault may hold for one form of an address only.
    const bad = faults.get(asked) ?? faults.get(asked.slice(BASE.length)) ?? faults.get(path);
    if (bad) bad.fault(socket, file?.bytes ?? Buffer.alloc(0), (bad.times += 1));
    else socket.write(good);
  });
  const published = (path: string): Buffer => {
    const file = FILES.get(path);
    if (!file) throw new RangeError(`the paper does not publish ${path}`);
    return file.bytes;
  };
  return {
    baseUrl: server.origin + BASE,
    requests: server.requests,
    published,
    sha256Of: (path) => sha256Of(published(path)),
    misbehave: (path, fault) => {
      if (fault) faults.set(path, { fault, times: 0 });
      else faults.delete(path);
    },
    close: () => server.close(),
  };
}

const NOT_FOUND = httpAnswer('404 Not Found', '<html><h1>404</h1></html>', [HTML]);

/** Answers with `body`, whole and with a length. */
export function says(body: string | Buffer | ((good: Buffer) => string | Buffer), type = HTML): Fault {
  return (socket, good) =>
    socket.write(httpAnswer('200 OK', typeof body === 'function' ? body(good) : body, [type]));
}

export function hasStatus(status: string, ...fields: string[]): Fault {
  return (socket) => socket.write(httpAnswer(status, '<html>busy</html>', [HTML, ...fields]));
}

/** Redirects to `location`, as it stands in the header. */
export function redirects(location: string, status = '302 Found'): Fault {
  return (socket) => socket.write(httpAnswer(status, '', [`Location: ${location}`]));
}

/** Does so the first times that it is asked, and answers well after. */
export function atFirst(fault: Fault, times = 1): Fault {
  return (socket, good, time) => (time <= times ? fault : says(good))(socket, good, time);
}

/** Nothing at all. */
export const hangs: Fault = () => undefined;

/** A byte now and then, for ever. */
export const drips: Fault = (socket, good) => {
  socket.write(headOf(good.length));
  let at = 0;
  const drop = setInterval(() => socket.write(good.subarray(at, (at += 1))), 20);
  socket.once('close', () => clearInterval(drop));
};

export const resetsMidBody: Fault = (socket, good) => {
  socket.write(headOf(good.length));
  socket.write(half(good), () => socket.resetAndDestroy());
};

/** Ends early, less than it said. */
export const truncates: Fault = (socket, good) => {
  socket.end(Buffer.concat([headOf(good.length), half(good)]));
};

/** Ends early and never said how much it would be. */
export const breaksOff: Fault = (socket, good) => {
  socket.end(Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\n${HTML}\r\n\r\n`), half(good)]));
};

/** Whole, though only the end of the connection says so. */
export const endsWithConnection: Fault = (socket, good) => {
  socket.end(Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\n${HTML}\r\nConnection: close\r\n\r\n`), good]));
};

export const sendsNoGzip: Fault = (socket, good) => socket.write(gzipped(good));

export const cutsGzip: Fault = (socket, good) => socket.write(gzipped(half(gzipSync(good))));

/** A few hundred kilobytes that swell to `megabytes`. They are made beforehand: whoever asks would wait for that too. */
export function bombs(megabytes: number): Fault {
  const bomb = gzipSync(Buffer.alloc(megabytes * 2 ** 20, 'page '));
  return (socket) => socket.write(gzipped(bomb));
}

/** Sends `megabytes`, as fast as they are taken. */
export function floods(megabytes: number): Fault {
  return (socket) => {
    const chunk = Buffer.alloc(2 ** 20, 'page ');
    socket.write(headOf(megabytes * chunk.length));
    let left = megabytes;
    const pour = (): void => {
      while (left > 0 && !socket.destroyed) {
        left -= 1;
        if (!socket.write(chunk)) {
          socket.once('drain', pour);
          return;
        }
      }
    };
    pour();
  };
}

/** A page of the template with `count` elements in one another in its body. */
export function nests(count: number): Fault {
  return says((good) => good.toString().replace('<div id=ozoom', `${'<div>'.repeat(count)}<div id=ozoom`));
}

function headOf(length: number): Buffer {
  return Buffer.from(`HTTP/1.1 200 OK\r\n${HTML}\r\nContent-Length: ${length}\r\n\r\n`);
}

function half(bytes: Buffer): Buffer {
  return bytes.subarray(0, bytes.length / 2);
}

function gzipped(body: Buffer): Buffer {
  return httpAnswer('200 OK', body, [HTML, 'Content-Encoding: gzip']);
}
