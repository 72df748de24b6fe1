import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { S3Client } from '@aws-sdk/client-s3';
import { onTestFinished } from 'vitest';
import { LOCAL_AWS } from './local-fauxqs.ts';

export type S3Operation = 'put' | 'begin' | 'part' | 'complete' | 'abort' | 'head' | 'get';

export interface S3Call {
  readonly operation: S3Operation;
  readonly part: number | null;
  readonly bytes: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
}

/** What is answered to the n-th call of an operation: its status, the last one from then on. All else is well. */
export type S3Script = Partial<Record<S3Operation, readonly number[]>>;

export interface ScriptedS3 {
  readonly s3: S3Client;
  readonly endpoint: string;
  readonly calls: S3Call[];
  /** The operations in order, such as `begin part part complete`. */
  readonly told: () => string;
}

const CODES: Readonly<Record<number, string>> = {
  403: 'AccessDenied',
  404: 'NoSuchUpload',
  409: 'ConditionalRequestConflict',
  412: 'PreconditionFailed',
  500: 'InternalError',
};

/**
 * Speaks what S3 says of puts, for what no stand-in does: conditions of multipart uploads, and answers that go wrong.
 * Bytes are proven against the checksum that comes with them and thrown away; what is got is zeros, as many as came,
 * unless it hangs up before the end.
 */
export async function scriptedS3(
  script: S3Script = {},
  { hangsUpAfter = Infinity }: { readonly hangsUpAfter?: number } = {},
): Promise<ScriptedS3> {
  const calls: S3Call[] = [];
  let kept = 0;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { searchParams } = new URL(request.url ?? '/', 'http://s3.invalid');
    const operation = operationOf(request.method ?? '', searchParams);
    const hash = createHash('sha256');
    let [bytes, text] = [0, ''];
    for await (const chunk of request as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.length;
      if (operation === 'complete') text += chunk.toString();
    }
    const part = searchParams.get('partNumber');
    calls.push({
      operation,
      bytes,
      text,
      part: part === null ? null : Number(part),
      headers: request.headers,
    });

    const sum = request.headers['x-amz-checksum-sha256'];
    const statuses = script[operation] ?? [200];
    const nth = calls.filter((call) => call.operation === operation).length;
    const scripted = statuses[Math.min(nth, statuses.length) - 1] ?? 200;
    const status = sum !== undefined && sum !== hash.digest('base64') ? 400 : scripted;
    if (status !== 200) {
      const body = operation === 'head' ? '' : `<Error><Code>${CODES[status] ?? 'BadDigest'}</Code></Error>`;
      response.writeHead(status).end(body);
    } else if (operation === 'begin') {
      response.end('<InitiateMultipartUploadResult><UploadId>u1</UploadId></InitiateMultipartUploadResult>');
    } else if (operation === 'complete') {
      response.end('<CompleteMultipartUploadResult><ETag>"e-2"</ETag></CompleteMultipartUploadResult>');
    } else if (operation === 'get') {
      response.writeHead(200, { 'Content-Length': kept });
      await pipeline(Readable.from(zeros(Math.min(kept, hangsUpAfter))), response, { end: false });
      if (kept > hangsUpAfter) response.destroy();
      else response.end();
    } else {
      if (operation === 'part' || operation === 'put') kept += bytes;
      response.writeHead(200, { ETag: `"e${part ?? ''}"` }).end();
    }
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const endpoint = `http://127.0.0.1:${address.port}`;
  const s3 = new S3Client({ ...LOCAL_AWS, endpoint, forcePathStyle: true });
  onTestFinished(() => {
    s3.destroy();
    server.closeAllConnections();
    server.close();
  });
  return { s3, endpoint, calls, told: () => calls.map(({ operation }) => operation).join(' ') };
}

function operationOf(method: string, asked: URLSearchParams): S3Operation {
  if (method === 'POST') return asked.has('uploads') ? 'begin' : 'complete';
  if (method === 'PUT') return asked.has('partNumber') ? 'part' : 'put';
  if (method === 'DELETE') return 'abort';
  return method === 'HEAD' ? 'head' : 'get';
}

function* zeros(bytes: number): Generator<Uint8Array> {
  const chunk = new Uint8Array(65_536);
  for (let left = bytes; left > 0; left -= chunk.length)
    yield chunk.subarray(0, Math.min(left, chunk.length));
}
