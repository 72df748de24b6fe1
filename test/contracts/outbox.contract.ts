import { expect, it } from 'vitest';
import { type IssueDate, asIssueDate } from '../../core/paper/issue-date.ts';
import { type ResourcePath, asResourcePath } from '../../core/paper/resource.ts';
import { sha256Of } from '../../core/paper/sha256.ts';
import { type CaptureDue, Message, type Outbox, type SnapshotKept } from '../../core/messages.ts';

/** An outbox, and the other end of it. */
export interface Mailway {
  readonly outbox: Outbox;
  /** The body of every message that the stage for `type` was sent, as it came. */
  readonly arrived: (type: Message['type']) => Promise<string[]>;
}

/** What every {@link Outbox} promises. Each adapter's own test runs these on the real thing. */
export function carriesMessages(fresh: () => Promise<Mailway>): void {
  it('carries each message unaltered to the stage it is for', async () => {
    const { outbox, arrived } = await fresh();
    const due = dueFor('html/2023-02/25/node_1.htm');
    const kept = keptOf('html/2023-02/25/content_1.htm');
    await outbox.send([due, kept]);
    expect(parsed(await arrived('capture-due'))).toEqual([due]);
    expect(parsed(await arrived('snapshot-kept'))).toEqual([kept]);
  });

  it('carries more messages than any carrier takes at once', async () => {
    const { outbox, arrived } = await fresh();
    const paths = Array.from({ length: 57 }, (_, at) => `html/2023-02/25/content_${at + 100}.htm`);
    await outbox.send(paths.flatMap((path) => [dueFor(path), keptOf(path)]));
    expect(pathsOf(await arrived('capture-due'))).toEqual(new Set(paths));
    expect(pathsOf(await arrived('snapshot-kept'))).toEqual(new Set(paths));
  });

  it('carries messages that are large together', async () => {
    const { outbox, arrived } = await fresh();
    const paths = Array.from({ length: 12 }, (_, at) => `html/${at}.htm`);
    await outbox.send(paths.map(largeDueFor));
    expect(pathsOf(await arrived('capture-due'))).toEqual(new Set(paths));
  });

  it('sends nothing when there is nothing to send', async () => {
    const { outbox, arrived } = await fresh();
    await outbox.send([]);
    expect(await arrived('capture-due')).toEqual([]);
    expect(await arrived('snapshot-kept')).toEqual([]);
  });
}

const DATE: IssueDate = asIssueDate('2023-02-25');

function resource(path: string): {
  paper: string;
  date: IssueDate;
  path: ResourcePath;
  kind: 'article';
  site: string;
} {
  return {
    paper: 'demo',
    date: DATE,
    path: asResourcePath(path),
    kind: 'article',
    site: 'http://127.0.0.1:8080/江门/',
  };
}

export function dueFor(path: string): CaptureDue {
  return { type: 'capture-due', ...resource(path) };
}

/** With an address of 60,000 characters: the server is whatever the operator says it is. */
export function largeDueFor(path: string): CaptureDue {
  return { ...dueFor(path), site: `http://127.0.0.1:8080/${'x'.repeat(60_000)}/` };
}

export function keptOf(path: string): SnapshotKept {
  return { type: 'snapshot-kept', ...resource(path), version: 1, sha256: sha256Of(path) };
}

function parsed(bodies: readonly string[]): Message[] {
  return bodies.map((body) => Message.parse(JSON.parse(body)));
}

/** As a set, since a message may come twice and in any order. */
function pathsOf(bodies: readonly string[]): Set<string> {
  return new Set(parsed(bodies).map(({ path }) => path));
}
