import { Pool } from 'undici';
import * as z from 'zod';
import { openDataFolder } from '../../adapters/files/data-folder.ts';
import { PageThread } from '../../adapters/page-thread.ts';
import { newId } from '../../adapters/random-id.ts';
import { InFlight } from '../../cli/in-flight.ts';
import { captureDates } from '../../cli/verbs/capture.ts';
import { accessTo } from '../../cli/site-client.ts';
import { processTerminal } from '../../cli/process-terminal.ts';
import { captureResource } from '../../core/capture/capture-resource.ts';
import { JUDGE_PAGE } from '../../core/capture/page-tasks.ts';
import { Catalog } from '../../core/catalog/catalog.ts';
import type { CaptureDue } from '../../core/messages.ts';
import { asIssueDate } from '../../core/paper/issue-date.ts';
import { instantOf } from '../../core/paper/instant.ts';
import { DEMO } from '../../core/paper/papers/demo.ts';
import { frontPath, urlOf } from '../../core/paper/resource.ts';
import type { PipelineDeps } from '../../core/pipeline.ts';
import type { Job, Outcome } from './children.ts';
import { CountedPorts, NO_REQUESTS, moreOf, sumOf } from './counted-ports.ts';
import { datesOf, filesOf } from './issues.ts';

/* Does one job, told as JSON, and prints what it took as JSON; see children.ts. */

const Told = z.strictObject({
  kind: z.enum(['loop', 'list', 'whole']),
  baseUrl: z.string(),
  issues: z.number().int().positive(),
  folder: z.string(),
  unconditional: z.boolean().optional(),
});

const NO_PAGE = {
  path: frontPath(DEMO, asIssueDate('2021-01-01')),
  date: asIssueDate('2021-01-01'),
  kind: 'node',
} as const;

type Done = Omit<Outcome, 'ms' | 'cpuMs' | 'peakBytes'>;

const { unconditional = false, ...job } = Told.parse(JSON.parse(process.argv[2] ?? ''));
const outcome = await (job.kind === 'loop' ? loop(job) : archived({ ...job, unconditional }));
process.stdout.write(JSON.stringify(outcome));

/** The clocks start when everything is loaded and drawn, and stop before anything is closed. */
async function measured(work: () => Promise<Done>): Promise<Outcome> {
  const started = performance.now();
  const cpu = process.cpuUsage();
  const done = await work();
  const ms = performance.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  return { ...done, ms, cpuMs: (user + system) / 1000, peakBytes: process.resourceUsage().maxRSS * 1024 };
}

function listOf({ issues }: Job): CaptureDue[] {
  const dates = datesOf(issues);
  return filesOf(dates).map(({ date, path, kind }) => ({
    type: 'capture-due',
    paper: DEMO.id,
    date,
    path,
    kind,
    site: job.baseUrl,
  }));
}

async function loop(of: Job): Promise<Outcome> {
  const { origin, pathname } = new URL(of.baseUrl);
  const pool = new Pool(origin, { connections: 1, pipelining: 1 });
  const paths = listOf(of).map(({ path }) => pathname + path);
  const headers = { 'accept-encoding': 'gzip' };
  const outcome = await measured(async () => {
    for (const path of paths) {
      const { statusCode, body } = await pool.request({ path, method: 'GET', headers });
      await body.arrayBuffer();
      if (statusCode !== 200) throw new Error(`${path} answers ${statusCode}`);
    }
    const resources = paths.length;
    return { resources, captured: 0, unchanged: 0, requests: NO_REQUESTS, most: null };
  });
  await pool.close();
  return outcome;
}

/** A job that keeps: into the archive of its folder, through ports that are counted. */
async function archived(of: Job): Promise<Outcome> {
  const { site, connect } = accessTo({ paper: DEMO, baseUrl: of.baseUrl, delayMs: 0, concurrency: 1 });
  const client = connect(null);
  const data = await openDataFolder(of.folder, { mode: 'write' });
  const pages = new PageThread();
  // The thread is there when the clock starts, as all else is.
  await pages.within(JUDGE_PAGE, DEMO.id, site.baseUrl, NO_PAGE, new Uint8Array(), null);
  const through = (ports: CountedPorts): PipelineDeps => ({
    objects: ports.objects,
    catalog: new Catalog(ports.table),
    client,
    newId,
    within: pages.within,
  });
  try {
    return await (of.kind === 'list' ? list() : whole());
  } finally {
    await client.close();
    await pages.close();
    await data.close();
  }

  async function list(): Promise<Outcome> {
    const all = listOf(of);
    return measured(async () => {
      const counts = { captured: 0, unchanged: 0 };
      let [requests, most] = [NO_REQUESTS, NO_REQUESTS];
      const flight = new InFlight(client, 1);
      for (const due of all) {
        while (!flight.hasRoom({ asks: true })) await flight.change();
        flight.start({ asks: true }, async (own) => {
          const ports = new CountedPorts(data.objects, data.table);
          const asked = { ...due, unconditional: of.unconditional === true };
          const deps = { ...through(ports), client: own };
          const { kind } = await captureResource(deps, asked, instantOf(new Date()));
          if (kind !== 'captured' && kind !== 'unchanged')
            throw new Error(`${urlOf(site, due.path)}: ${kind}`);
          counts[kind] += 1;
          requests = sumOf(requests, ports.soFar);
          most = moreOf(most, ports.soFar);
        });
      }
      while (!flight.isIdle) await flight.change();
      return { resources: all.length, ...counts, requests, most };
    });
  }

  async function whole(): Promise<Outcome> {
    const dates = datesOf(of.issues);
    const terminal = { ...processTerminal(), interactive: false };
    const ports = new CountedPorts(data.objects, data.table);
    return measured(async () => {
      const options = { terminal, concurrency: 1, quiet: true };
      const runs = await captureDates(through(ports), site, dates, options);
      const sum = (what: 'captured' | 'unchanged'): number =>
        runs.reduce((total, { counts }) => total + counts[what], 0);
      const unfinished = runs.find(({ issue }) => issue.state !== 'complete');
      if (unfinished) throw new Error(`${unfinished.issue.date}: ${unfinished.issue.evidence}`);
      const resources = runs.reduce((total, { issue }) => total + issue.resources, 0);
      const counts = { captured: sum('captured'), unchanged: sum('unchanged') };
      return { resources, ...counts, requests: ports.soFar, most: null };
    });
  }
}
