import { readdir } from 'node:fs/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SqliteWorkbench } from '../../../adapters/sqlite/sqlite-workbench.ts';
import { laysOutRows } from '../../contracts/workbench.contract.ts';
import { localFolder } from '../../support/local-folder.ts';

describe('SqliteWorkbench', () => {
  laysOutRows(() => {
    const bench = new SqliteWorkbench();
    onTestFinished(() => bench.close());
    return bench;
  });

  it('leaves nothing behind', async () => {
    const folder = await localFolder();
    const bench = new SqliteWorkbench(folder);
    expect(await readdir(folder)).toHaveLength(1);
    bench.close();
    expect(await readdir(folder)).toEqual([]);
  });
});
