#!/usr/bin/env -S node --no-regexp-tier-up --max-semi-space-size=2
// The first flag: expressions are compiled when they are first asked. Node otherwise makes each ready to be interpreted first, and to be
// run at its second call; of a process that reads one page that is a third of its time.
//
// The second: what is new is looked through for garbage whenever it comes to so many MiB. Otherwise a long capture takes
// ever more room, a third more within a year of issues, and is no quicker for it.
//
// JavaScript, so that the cache is open before anything has to be stripped of its types.
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

/*
 * What Node strips and compiles is kept for the next run: most of a short run would be spent on it. It lies among the
 * dependencies, where who can write can write the code as well, and not in the temporary folder that Node proposes:
 * that is everybody's, and what lies in the cache is run unread. A folder that cannot be written makes the command
 * slower and nothing else; NODE_DISABLE_COMPILE_CACHE=1 does without.
 */
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/jmnews'));

await import('./jmnews.ts');
