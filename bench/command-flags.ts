import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const [command = ''] = readFileSync(join(import.meta.dirname, '../bin/jmnews.js'), 'utf8').split('\n', 1);

/** What `jmnews` asks of Node: what its first line says behind `node`. */
export const COMMAND_FLAGS: readonly string[] = command.split(' ').filter((word) => word.startsWith('--'));
