import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { main } from '../cli/main.ts';
import type { Terminal } from '../cli/terminal.ts';
import { asInstant } from '../core/paper/instant.ts';
import { SOFTWARE } from '../core/software.ts';
import { loadReading } from '../core/read/stored-reading.ts';
import { openDataFolder } from '../adapters/files/data-folder.ts';
import { Catalog } from '../core/catalog/catalog.ts';
import { asIssueDate } from '../core/paper/issue-date.ts';
import { localFolder } from './support/local-folder.ts';

const PAGES = [
  'README.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' }).map((name) => join('docs', name)),
].filter((name) => name.endsWith('.md'));
const README = readFileSync('README.md', 'utf8');
const Package = z.object({ version: z.string(), scripts: z.record(z.string(), z.string()) });
const PACKAGE = Package.parse(JSON.parse(readFileSync('package.json', 'utf8')));

describe.each(PAGES)('%s', (page) => {
  const text = readFileSync(page, 'utf8');

  it('links only to files that exist', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)].map(([, target = '']) =>
      join(dirname(page), target),
    );
    expect(links.filter((target) => !existsSync(target))).toEqual([]);
  });

  it('names only scripts that exist', () => {
    const scripts = [...text.matchAll(/npm run (?:--silent )?([a-z][\w:-]*)/g)].map(([, name = '']) => name);
    expect(scripts.filter((name) => !(name in PACKAGE.scripts))).toEqual([]);
  });

  it('names only files of the project that exist', () => {
    const files = [
      ...text.matchAll(/`((?:core|adapters|web|cli|lambdas|lib|bin|demo|test|bench|docs)\/[\w./-]+)`/g),
    ].map(([, name = '']) => name);
    expect(files.filter((name) => !existsSync(name))).toEqual([]);
  });

  it('calls only verbs and options that the command has', async () => {
    // As npm runs it, and bare: in backticks, or as a line of a listing.
    const calls = text.matchAll(/(?:jmnews -- |`jmnews |^jmnews )([a-z][^\n`]*)/gm);
    for (const [, call = ''] of calls) {
      const [verb = '', ...rest] = call.trim().split(/\s+/);
      const help = await helpOf(
        ['alerts', 'rights', 'takedown'].includes(verb)
          ? [verb, ...rest.slice(0, 1).filter((word) => !word.startsWith('-'))]
          : [verb],
      );
      for (const option of rest.filter((word) => word.startsWith('--'))) expect(help, call).toContain(option);
    }
  });
});

describe('the README', () => {
  it('shows what npm start prints, and what is in the archive that it makes', async () => {
    const folder = join(await localFolder(), 'archive');
    const printed = execFileSync(process.execPath, ['demo/start.ts', '--once', '--data', folder], {
      encoding: 'utf8',
    });
    const shown = /```\n(the demonstration paper is served[\s\S]*?)```/.exec(README)?.[1] ?? '';
    const comparable = (text: string): string[] =>
      text
        .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1')
        .replaceAll(folder, './data/demo')
        .split('\n');
    const lines = new Set(comparable(printed));
    const strange = comparable(shown).filter((line) => line !== '…' && !lines.has(line));
    expect(strange).toEqual([]);
    expect(shown).toContain('what the archive holds');

    const model = readFileSync('docs/data-model.md', 'utf8');
    const example: unknown = JSON.parse(/## A figure[\s\S]*?```json\n([\s\S]*?)```/.exec(model)?.[1] ?? '');
    const target: unknown = JSON.parse(
      /## A target without a number[\s\S]*?```json\n([\s\S]*?)```/.exec(model)?.[1] ?? '',
    );
    const data = await openDataFolder(folder, { mode: 'read' });
    try {
      const articles = await Array.fromAsync(
        new Catalog(data.table).articles('demo', asIssueDate('2023-02-25')),
      );
      const report = articles.find(({ articleId }) => articleId === '667000');
      const reading = await loadReading(data.objects, report?.reading ?? '');
      expect(reading.figures).toContainEqual(example);
      expect(reading.wordedTargets).toContainEqual(target);
    } finally {
      await data.close();
    }
  });

  it('says nothing of a version that the package is not', () => {
    expect(SOFTWARE.version).toBe(PACKAGE.version);
  });
});

async function helpOf(verb: readonly string[]): Promise<string> {
  let out = '';
  const terminal: Terminal = {
    out: (text) => void (out += text),
    err: (text) => void (out += text),
    interactive: false,
    now: () => asInstant('2026-01-01T00:00:00.000Z'),
    ending: new AbortController().signal,
  };
  expect(await main([...verb, '--help'], terminal), out).toBe(0);
  return out;
}
