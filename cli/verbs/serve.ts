import type { Command } from 'commander';
import { PAPERS } from '../../core/paper/registry.ts';
import { withArchive } from '../archive.ts';
import { serveReadingRoom } from '../serve-reading-room.ts';
import { printJson } from '../terminal.ts';
import { type VerbContext, verb, whole } from './verb.ts';

interface ServeOptions {
  readonly data: string;
  readonly json?: true;
  readonly port: number;
}

export const DEFAULT_PORT = 8420;

export function serveVerb({ terminal }: VerbContext): Command {
  return verb('serve', 'serve the reading room on loopback until Ctrl-C')
    .option('--port <n>', 'the port; 0 for any that is free', whole(0, 65_535), DEFAULT_PORT)
    .action(async (options: ServeOptions) => {
      await withArchive(options.data, 'read', async (archive) => {
        const room = await serveReadingRoom(
          { ...archive, papers: PAPERS, now: terminal.now },
          options.port,
          terminal,
        );
        if (options.json) printJson(terminal, { url: room.url });
        else terminal.out(`reading room: ${room.url}  (Ctrl-C ends it)\n`);
        await room.ended;
      });
    });
}
