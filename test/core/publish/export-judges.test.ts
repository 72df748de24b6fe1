import { WACZ } from '@harvard-lil/js-wacz';
import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { CDXIndexer } from 'warcio';
import * as z from 'zod';
import { asIssueDate } from '../../../core/paper/issue-date.ts';
import { DEMO } from '../../../core/paper/papers/demo.ts';
import { exportWacz } from '../../../core/publish/export-wacz.ts';
import { exportWarc } from '../../../core/publish/export-warc.ts';
import { verifyWacz } from '../../../core/verify/verify-wacz.ts';
import { verifyWarc } from '../../../core/verify/verify-warc.ts';
import { paperFiles } from '../../../demo/paper.ts';
import { localFolder } from '../../support/local-folder.ts';
import { MemoryDesk } from '../../support/memory-desk.ts';
import { readByWarcio } from '../../support/warc-records.ts';
import { fileFrom, fileOf, inPieces } from '../../support/in-pieces.ts';

const DAY = asIssueDate('2023-02-24');
const has = (program: string, ...args: string[]): boolean => spawnSync(program, args).status === 0;

let warc: Buffer;
let wacz: Buffer;

/** An issue of the demonstration paper: captured, found unchanged, then with an article edited. */
beforeAll(async () => {
  const [first, later] = [paperFiles('first'), paperFiles('later')];
  let files = first;
  const desk = new MemoryDesk((path) => files.get(path)?.bytes ?? 'missing');
  await desk.capture(DAY);
  await desk.capture(DAY);
  files = later;
  await desk.capture(DAY);
  const [asWarc, asWacz] = [await exportWarc(desk, DEMO, DAY), await exportWacz(desk, DEMO, DAY)];
  if (asWarc.kind === 'nothing-kept' || asWacz.kind === 'nothing-kept') throw new Error('nothing was kept');
  expect(asWarc.unchanged).toBeGreaterThan(10);
  warc = Buffer.concat(await Array.fromAsync(asWarc.chunks));
  wacz = await fileFrom(asWacz.pieces);
});

/** What others say of an issue that we hand out; each of them was made without us. */
describe('an issue that is handed out', () => {
  it('is whole to our own checkers', async () => {
    expect(await verifyWarc(inPieces(warc))).toEqual([]);
    expect(await verifyWacz(fileOf(wacz))).toEqual([]);
  });

  it.runIf(has('gunzip', '--version'))('is whole to gunzip, and cut short is not', async () => {
    const path = join(await localFolder(), 'issue.warc.gz');
    await writeFile(path, warc);
    expect(spawnSync('gunzip', ['-t', path]).status).toBe(0);
    await writeFile(path, warc.subarray(0, -40));
    expect(spawnSync('gunzip', ['-t', path]).status).not.toBe(0);
  });

  it.runIf(has('unzip', '-v'))('is whole to unzip, and cut short is not', async () => {
    const path = join(await localFolder(), 'issue.wacz');
    await writeFile(path, wacz);
    expect(spawnSync('unzip', ['-t', path]).status).toBe(0);
    await writeFile(path, wacz.subarray(0, -40));
    expect(spawnSync('unzip', ['-t', path]).status).not.toBe(0);
  });

  it.runIf(has('sort', '--version'))('has an index in the order that sort has in the C locale', () => {
    const sorted = spawnSync('sort', ['-c'], { input: ourIndex(), env: { ...process.env, LC_ALL: 'C' } });
    expect([sorted.status, sorted.stderr.toString()]).toEqual([0, '']);
  });

  it("has the index that warcio's indexer makes of its WARC", async () => {
    const indexer = new CDXIndexer({ format: 'cdxj' });
    const lines: IndexLine[] = [];
    const reader = new ReadableStream<Uint8Array>({
      start: (controller) => {
        controller.enqueue(warc);
        controller.close();
      },
    });
    for await (const found of indexer.iterIndex([{ filename: 'data.warc.gz', reader }])) {
      const { urlkey, timestamp, ...rest } = z
        .looseObject({ urlkey: z.string(), timestamp: z.string() })
        .parse(found);
      lines.push(lineOf(urlkey, timestamp, rest));
    }
    expect(inOrder(lines)).toEqual(inOrder(parseIndex(ourIndex())));
  });

  it('has the index that js-wacz makes of its WARC', async () => {
    const folder = await localFolder();
    const [input, output] = [join(folder, 'data.warc.gz'), join(folder, 'theirs.wacz')];
    await writeFile(input, warc);
    await new WACZ({ input, output, detectPages: false, log: SILENT }).process();
    const theirs = await readFile(output);
    const index = new TextDecoder().decode(unzipSync(theirs)['indexes/index.cdx']);
    expect(inOrder(parseIndex(index))).toEqual(inOrder(parseIndex(ourIndex())));
    // js-wacz 0.1.6 feeds every file into its hash twice, which verify names; it finds nothing else.
    const found = await verifyWacz(fileOf(theirs));
    const findings = found.filter(({ where }) => where !== 'archive/data.warc.gz');
    expect(findings).toEqual([]);
  });

  it('has revisits that warcio reads, each of a response in the file', async () => {
    const records = await readByWarcio(warc);
    const responses = new Map(
      records
        .filter(({ type }) => type === 'response')
        .map(({ fields }) => [fields['warc-record-id'], fields] as const),
    );
    const revisits = records.filter(({ type }) => type === 'revisit');
    expect(revisits.length).toBeGreaterThan(10);
    for (const { fields } of revisits) {
      const found = responses.get(fields['warc-refers-to']);
      expect(fields['warc-refers-to-target-uri']).toBe(found?.['warc-target-uri']);
      expect(fields['warc-refers-to-date']).toBe(found?.['warc-date']);
      expect(fields['warc-payload-digest']).toBe(found?.['warc-payload-digest']);
    }
  });
});

const SILENT = Object.fromEntries(
  ['log', 'info', 'warn', 'error', 'debug', 'trace'].map((name) => [name, () => undefined]),
);

interface IndexLine {
  readonly key: string;
  readonly url: string;
  readonly isRevisit: boolean;
  readonly digest: string;
  readonly offset: number;
  readonly length: number;
  /** `null` of a revisit: others tell that it was a 304, we tell what it shows. */
  readonly status: number | null;
}

const Told = z.object({
  ...{ url: z.string(), digest: z.string() },
  mime: z.string().optional(),
  ...{ offset: z.coerce.number(), length: z.coerce.number(), status: z.coerce.number() },
});

/** What two writers of an index can agree on: others cut the milliseconds off and the digests' names. */
function lineOf(surt: string, time: string, rest: unknown): IndexLine {
  const { url, mime = '', digest, offset, length, status } = Told.parse(rest);
  return {
    key: `${surt} ${time.slice(0, 14)}`,
    ...{ url, offset, length, isRevisit: mime === 'warc/revisit' },
    digest: digest.replace(/^sha256:/, ''),
    status: mime === 'warc/revisit' ? null : status,
  };
}

function parseIndex(text: string): IndexLine[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [surt = '', time = ''] = line.split(' ');
      return lineOf(surt, time, JSON.parse(line.slice(line.indexOf('{'))));
    });
}

function inOrder(lines: readonly IndexLine[]): IndexLine[] {
  return [...lines].sort((a, b) => a.offset - b.offset);
}

function ourIndex(): string {
  return new TextDecoder().decode(unzipSync(wacz)['indexes/index.cdx']);
}
