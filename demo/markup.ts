/** Text as it may stand between tags. */
export function text(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The lines of a title, apart by the BR of this template. */
export function brokenLines(lines: readonly string[]): string {
  return lines.map(text).join('<BR>');
}

/** `count` no-break spaces, which this template moves everything with. */
export function gaps(count: number): string {
  return '&nbsp;'.repeat(count);
}
