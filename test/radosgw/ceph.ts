import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

const READY_MS = 90_000;
const STOP_MS = 10_000;

/** The programs of Debian's packages that {@link startCeph} starts. */
export const CEPH_PROGRAMS = ['ceph', 'ceph-mon', 'ceph-osd', 'monmaptool', 'radosgw', 'radosgw-admin'];
export const CEPH_PACKAGES = ['radosgw', 'ceph-mon', 'ceph-osd', 'ceph-common', 'ceph-mgr'];

export interface Ceph {
  /** Of its S3. */
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Ends its processes and removes its files. */
  stop(): Promise<void>;
}

/**
 * The smallest Ceph that speaks S3: a monitor, one store in memory and the gateway, on loopback, all files in a
 * temporary folder. Its daemons are children of this process. Needs root, as the daemons do.
 */
export async function startCeph(): Promise<Ceph> {
  const folder = await mkdtemp(join(tmpdir(), 'jmnews-ceph-'));
  const daemons: ChildProcess[] = [];
  const stop = async (): Promise<void> => {
    // The gateway first, and the monitor last: each is at a loss without the ones started before it.
    for (const daemon of daemons.reverse()) await end(daemon);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    return { ...(await start(folder, daemons)), stop };
  } catch (cause) {
    await stop();
    throw cause;
  }
}

async function start(folder: string, daemons: ChildProcess[]): Promise<Omit<Ceph, 'stop'>> {
  const conf = join(folder, 'ceph.conf');
  const fsid = randomUUID();
  const osd = randomUUID();
  const [v1 = 0, v2 = 0, s3 = 0] = await freePorts(3);
  const monitor = `[v2:127.0.0.1:${v2},v1:127.0.0.1:${v1}]`;
  for (const name of ['mon', 'osd', 'rgw', 'run', 'log']) await mkdir(join(folder, name));
  await writeFile(conf, configuration({ folder, fsid, monitor, s3 }));

  const ceph = (...args: string[]) => run('ceph', ['-c', conf, '--connect-timeout', '20', ...args]);
  const daemon = async (name: string, ...args: string[]): Promise<void> => {
    const log = await open(join(folder, 'log', `${name}.out`), 'a');
    daemons.push(spawn(name, ['-c', conf, '-f', ...args], { stdio: ['ignore', log.fd, log.fd] }));
    await log.close();
  };

  const map = join(folder, 'monmap');
  await run('monmaptool', ['--create', '--addv', 'a', monitor, '--fsid', fsid, map]);
  await run('ceph-mon', ['-c', conf, '-i', 'a', '--mkfs', '--monmap', map]);
  await daemon('ceph-mon', '-i', 'a');

  // The store only boots when the monitor knows its uuid beforehand.
  await until('the monitor answers', daemons, () => ceph('osd', 'new', osd, '0'));
  await run('ceph-osd', ['-c', conf, '-i', '0', '--mkfs', '--osd-uuid', osd]);
  await ceph('osd', 'crush', 'add', 'osd.0', '1.0', 'root=default', 'host=localhost');
  await daemon('ceph-osd', '-i', '0');
  await until('the store is up', daemons, async () => {
    const { stdout } = await ceph('osd', 'stat');
    if (!stdout.includes('1 up')) throw new Error(stdout);
  });

  await daemon('radosgw', '-n', 'client.rgw');
  const endpoint = `http://127.0.0.1:${s3}`;
  await until('the gateway answers', daemons, () => fetch(endpoint));
  const keys = { accessKeyId: 'local', secretAccessKey: 'local-secret' };
  await run('radosgw-admin', [
    ...['-c', conf, 'user', 'create', '--uid=archive', '--display-name=archive'],
    ...[`--access-key=${keys.accessKeyId}`, `--secret-key=${keys.secretAccessKey}`],
  ]);
  return { endpoint, ...keys };
}

function configuration(at: { folder: string; fsid: string; monitor: string; s3: number }): string {
  // Without authentication the gateway must not ask for encryption, or it waits for the monitor for ever.
  const modes = [
    'ms mon client',
    'ms mon cluster',
    'ms mon service',
    'ms cluster',
    'ms client',
    'ms service',
  ];
  return `[global]
fsid = ${at.fsid}
mon host = ${at.monitor}
mon initial members = a
public network = 127.0.0.0/8
cluster network = 127.0.0.0/8
ms bind ipv6 = false
auth cluster required = none
auth service required = none
auth client required = none
${modes.map((mode) => `${mode} mode = crc`).join('\n')}
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pgp num = 1
osd crush chooseleaf type = 0
mon allow pool size one = true
mon max pg per osd = 1000
mon data avail crit = 1
mon data = ${at.folder}/mon
osd data = ${at.folder}/osd
osd objectstore = memstore
memstore device bytes = 2G
run dir = ${at.folder}/run
admin socket = ${at.folder}/run/$name.asok
pid file = ${at.folder}/run/$name.pid
log file = ${at.folder}/log/$name.log
[client.rgw]
rgw frontends = beast endpoint=127.0.0.1:${at.s3}
rgw data = ${at.folder}/rgw
`;
}

/** Tries until it works; gives up when it takes too long or a daemon has ended. */
async function until(
  what: string,
  daemons: readonly ChildProcess[],
  attempt: () => Promise<unknown>,
): Promise<void> {
  const deadline = performance.now() + READY_MS;
  for (;;) {
    try {
      await attempt();
      return;
    } catch (cause) {
      const ended = daemons.find((daemon) => hasEnded(daemon));
      if (ended) throw new Error(`${ended.spawnfile} ended before ${what}`, { cause });
      if (performance.now() > deadline) throw new Error(`gave up waiting until ${what}`, { cause });
      await wait(200);
    }
  }
}

async function end(daemon: ChildProcess): Promise<void> {
  if (hasEnded(daemon)) return;
  const closed = once(daemon, 'exit');
  daemon.kill('SIGTERM');
  const timer = setTimeout(() => daemon.kill('SIGKILL'), STOP_MS);
  await closed;
  clearTimeout(timer);
}

function hasEnded(daemon: ChildProcess): boolean {
  return daemon.pid === undefined || daemon.exitCode !== null || daemon.signalCode !== null;
}

/** Ports of loopback that nobody listens on, all different. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}
