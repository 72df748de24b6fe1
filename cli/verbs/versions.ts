import type { Command } from 'commander';
import { classesBetween } from '../../core/capture/compare-content.ts';
import { loadSnapshot } from '../../core/capture/snapshot-payload.ts';
import { headerOf } from '../../core/capture/paper-client.ts';
import type { Catalog } from '../../core/catalog/catalog.ts';
import type { SnapshotRecord } from '../../core/catalog/records.ts';
import type { Paper } from '../../core/paper/paper.ts';
import { type ResourcePath, asResourcePath, pathOfUrl, siteOf } from '../../core/paper/resource.ts';
import { choosePaper, withArchive } from '../archive.ts';
import { lineDiff } from '../../core/read/text-diff.ts';
import { decodeHtml } from '../../core/read/page/decode-html.ts';
import { readVersion } from '../../core/read/read-version.ts';
import { EXIT, UsageError, printJson, printTable, printable } from '../terminal.ts';
import { isReleaseNumber, printReleaseDiff } from './diff-releases.ts';
import { type VerbContext, paperOption, verb, whole } from './verb.ts';

const versionNumber = whole(1, 999_999);

interface VersionOptions {
  readonly data: string;
  readonly json?: true;
  readonly paper?: string;
  readonly raw?: true;
}

export function versionsVerb({ terminal, end }: VerbContext): Command {
  return verb('versions', 'list the versions of one address and every capture of it')
    .argument(
      '<url>',
      'a URL of the paper, or the path below its base, such as html/2023-02/25/content_667012.htm',
    )
    .addOption(paperOption())
    .action(async (url: string, options: VersionOptions) => {
      await withArchive(options.data, 'read', async ({ catalog }) => {
        const paper = await choosePaper(catalog, options.paper);
        const path = await resolvePath(catalog, paper, url);
        const snapshots = await Array.fromAsync(catalog.snapshots(paper.id, path));
        const captures = await Array.fromAsync(catalog.captures(paper.id, path));
        if (options.json) printJson(terminal, { paper: paper.id, path, snapshots, captures });
        else {
          printTable(
            terminal,
            snapshots.map(({ version, at, bytes, sha256, mediaType, classes }) => [
              `v${version}`,
              at,
              `${bytes} B`,
              mediaType,
              sha256,
              classes.join(', '),
            ]),
          );
          terminal.out(`${captures.length} captures\n`);
          printTable(
            terminal,
            captures.map(({ at, state, status, version, reason, classes }) => [
              at,
              state,
              status === null ? '' : String(status),
              version === null ? '' : `v${version}`,
              [...classes, ...(reason === null ? [] : [reason])].join(', '),
            ]),
          );
        }
        if (captures.length === 0) {
          terminal.err(`the archive holds nothing of ${path}\n`);
          end(EXIT.incomplete);
        }
      });
    });
}

export function diffVerb({ terminal }: VerbContext): Command {
  return verb('diff', 'show what differs between two versions of an article, or between two releases')
    .usage('[options] <url> <a> <b> | <release> <release>')
    .argument('<what>', 'an article, as for versions; or a release such as 1.0.0')
    .argument('<a>', 'a version number of the article; or another release')
    .argument('[b]', 'another version of the article, as today’s reader reads both')
    .option('--raw', 'compare the bytes of an article as they were served, line by line')
    .addOption(paperOption())
    .action(async (url: string, first: string, second: string | undefined, options: VersionOptions) => {
      if (second === undefined) {
        if (!isReleaseNumber(url) || !isReleaseNumber(first))
          throw new UsageError(
            'give an article and two of its versions, or two releases such as 1.0.0 1.1.0',
          );
        await printReleaseDiff(terminal, options.data, [url, first], options.json === true);
        return;
      }
      const a = versionNumber(first);
      const b = versionNumber(second);
      await withArchive(options.data, 'read', async ({ catalog, objects }) => {
        const paper = await choosePaper(catalog, options.paper);
        const path = await resolvePath(catalog, paper, url);
        const [before, after] = [
          await findVersion(catalog, paper, path, a),
          await findVersion(catalog, paper, path, b),
        ];
        const linesOf = async (snapshot: SnapshotRecord): Promise<string[]> => {
          if (options.raw !== true && snapshot.kind === 'article') {
            return (
              await readVersion(objects, siteOf(paper, siteUrlOf(snapshot)), snapshot)
            ).document.text.split('\n');
          }
          const { payload, response } = await loadSnapshot(objects, snapshot);
          return decodeHtml(payload, headerOf(response.headers, 'content-type')).text.split(/\r?\n/);
        };
        const changes = lineDiff(await linesOf(before), await linesOf(after));
        const classes = await classesBetween(objects, before, after);
        if (options.json) printJson(terminal, { paper: paper.id, path, a, b, classes, changes });
        else if (classes !== null && classes.length > 0) terminal.err(`changed: ${classes.join(', ')}\n`);
        if (options.json) return;
        if (changes.length === 0) terminal.out(`versions ${a} and ${b} read the same\n`);
        for (const { kind, line } of changes) {
          terminal.out(`${kind === 'removed' ? '-' : '+'} ${printable(line)}\n`);
        }
      });
    });
}

async function findVersion(
  catalog: Catalog,
  paper: Paper,
  path: ResourcePath,
  version: number,
): Promise<SnapshotRecord> {
  const snapshot = await catalog.snapshot(paper.id, path, version);
  if (snapshot) return snapshot;
  const newest = await catalog.newestSnapshot(paper.id, path);
  throw new UsageError(
    `${path} has no version ${version}; the archive holds ${newest?.version ?? 0} of them`,
  );
}

/** The base that the snapshot was captured from. */
function siteUrlOf(snapshot: SnapshotRecord): string {
  return snapshot.url.slice(0, snapshot.url.length - snapshot.path.length);
}

/** A URL of the paper's own site, of whatever server its issues were captured from, or a bare path. */
async function resolvePath(catalog: Catalog, paper: Paper, text: string): Promise<ResourcePath> {
  if (!/^https?:\/\//.test(text)) {
    try {
      return asResourcePath(text);
    } catch (cause) {
      throw new UsageError(`'${text}' is neither a URL nor a path below the paper's base`, { cause });
    }
  }
  const bases = new Set<string>(paper.baseUrl === null ? [] : [paper.baseUrl]);
  for await (const issue of catalog.issues(paper.id)) bases.add(issue.site);
  for (const base of bases) {
    const resolved = pathOfUrl(siteOf(paper, base), text);
    if (resolved.kind === 'resource') return resolved.path;
  }
  throw new UsageError(
    `'${text}' is not an address of ${paper.id}; its pages lie below ${[...bases].join(', ')}`,
  );
}
