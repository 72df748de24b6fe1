/**
 * Loaded by Node before the command (`--import`): writes the URL of every file that its main thread loads into the
 * file that LOADED_FILES names, one a line, as they come.
 */
import { appendFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { isMainThread } from 'node:worker_threads';

const list = process.env['LOADED_FILES'];
if (list !== undefined && isMainThread) {
  registerHooks({
    load: (url, context, next) => {
      if (url.startsWith('file:')) appendFileSync(list, `${url}\n`);
      return next(url, context);
    },
  });
}
