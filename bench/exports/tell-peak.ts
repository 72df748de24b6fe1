import { writeFileSync } from 'node:fs';

/* Loaded before a program: when that ends, the most memory that its process held, in bytes, is in the file that PEAK_FILE names. */

process.once('exit', () => {
  writeFileSync(process.env['PEAK_FILE'] ?? '', String(process.resourceUsage().maxRSS * 1024));
});
