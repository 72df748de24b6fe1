import { type Command, Option } from 'commander';
import { PAPERS } from '../../core/paper/registry.ts';
import { RIGHTS, type Rights } from '../../web/deps.ts';
import { withArchive } from '../archive.ts';
import { completeBeforeServing } from '../make-indexes.ts';
import { completeBeforeSearching } from '../make-search.ts';
import { serveReadingRoom } from '../serve-reading-room.ts';
import { printJson } from '../terminal.ts';
import { type VerbContext, verb, whole } from './verb.ts';

interface ServeOptions {
  readonly data: string;
  readonly json?: true;
  readonly port: number;
  readonly rights: Rights;
}

export const DEFAULT_PORT = 8420;

export function serveVerb({ terminal }: VerbContext): Command {
  return verb('serve', 'serve the reading room on loopback until Ctrl-C')
    .option('--port <n>', 'the port; 0 for any that is free', whole(0, 65_535), DEFAULT_PORT)
    .addOption(
      new Option('--rights <who>', 'public withholds full text, images and raw bytes')
        .choices(RIGHTS)
        .default('reading-room'),
    )
    .action(async (options: ServeOptions) => {
      await completeBeforeServing(options.data, terminal);
      await completeBeforeSearching(options.data, terminal);
      await withArchive(options.data, 'read', async (archive) => {
        const room = await serveReadingRoom(
          { ...archive, papers: PAPERS, now: terminal.now },
          options.port,
          terminal,
          options.rights,
        );
        if (options.json) printJson(terminal, { url: room.url });
        else terminal.out(`reading room: ${room.url}  (Ctrl-C ends it)\n`);
        await room.ended;
      });
    });
}
