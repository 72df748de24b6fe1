/**
 * Whether the tags of `source` nest deeper than `limit`, found in one pass that builds nothing. It follows the
 * parser's rules for tags that have no end or end each other; where it is simpler than the parser it counts deeper.
 * Elements without content, such as BR, are no level.
 */
export function isTooDeep(source: string, limit: number, xmlMode: boolean): boolean {
  const open: string[] = [];
  for (let at = source.indexOf('<'); at >= 0; at = source.indexOf('<', at)) {
    if (source.startsWith('<!--', at)) {
      at = past(source, '-->', at + 4);
    } else if (source[at + 1] === '/') {
      close(open, nameAt(source, at + 2, xmlMode));
      at = past(source, '>', at + 2);
    } else if (isLetter(source.charCodeAt(at + 1))) {
      const name = nameAt(source, at + 1, xmlMode);
      at = tagEnd(source, at + 1);
      const ended = xmlMode ? source[at - 2] === '/' : VOID.has(name);
      if (ended) continue;
      if (!xmlMode) endImplied(open, name);
      open.push(name);
      if (open.length > limit) return true;
      if (!xmlMode && RAW.has(name)) at = rawEnd(source, name, at);
    } else {
      at += 1;
    }
  }
  return false;
}

const VOID: ReadonlySet<string> = new Set(
  'area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr'.split(
    ' ',
  ),
);
const RAW: ReadonlySet<string> = new Set(['script', 'style', 'title', 'textarea']);

/** Which open tag ends when the key opens right under it. */
const ENDS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['p', new Set(['p'])],
  ['div', new Set(['p'])],
  ['table', new Set(['p'])],
  ['li', new Set(['li'])],
  ['td', new Set(['td', 'th'])],
  ['th', new Set(['th'])],
  ['tr', new Set(['tr', 'td', 'th'])],
  ['option', new Set(['option'])],
  ['dt', new Set(['dt', 'dd'])],
  ['dd', new Set(['dt', 'dd'])],
]);

function endImplied(open: string[], name: string): void {
  const ended = ENDS.get(name);
  if (!ended) return;
  for (let top = open.at(-1); top !== undefined && ended.has(top); top = open.at(-1)) open.pop();
}

function close(open: string[], name: string): void {
  const at = open.lastIndexOf(name);
  if (at >= 0) open.length = at;
}

function nameAt(source: string, start: number, xmlMode: boolean): string {
  let end = start;
  while (end < source.length && !NAME_ENDS.has(source[end] ?? '')) end++;
  const name = source.slice(start, end);
  return xmlMode ? name : name.toLowerCase();
}

const NAME_ENDS: ReadonlySet<string> = new Set([' ', '\t', '\n', '\r', '\f', '/', '>']);

/** Past the `>` of the tag, quoted attribute values skipped as the parser skips them: only after an `=`. */
function tagEnd(source: string, start: number): number {
  let afterEquals = false;
  for (let at = start; at < source.length; at++) {
    const char = source[at] ?? '';
    if (char === '>') return at + 1;
    if (afterEquals && (char === '"' || char === "'")) {
      const end = source.indexOf(char, at + 1);
      if (end < 0) return source.length;
      at = end;
    }
    if (char.trim() !== '') afterEquals = char === '=';
  }
  return source.length;
}

function rawEnd(source: string, name: string, start: number): number {
  for (let at = source.indexOf('</', start); at >= 0; at = source.indexOf('</', at + 2)) {
    if (source.slice(at + 2, at + 2 + name.length).toLowerCase() === name) return at;
  }
  return source.length;
}

function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function past(source: string, what: string, start: number): number {
  const at = source.indexOf(what, start);
  return at < 0 ? source.length : at + what.length;
}
