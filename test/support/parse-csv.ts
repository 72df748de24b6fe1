/** RFC 4180 as strictly as it is written: CR LF ends a record, quotes are doubled, nothing stands beside quotes. */
export function parseCsv(text: string): string[][] {
  const records: string[][] = [];
  let at = 0;
  while (at < text.length) {
    const record: string[] = [];
    for (;;) {
      const field = text[at] === '"' ? quotedAt(text, at) : bareAt(text, at);
      record.push(field.value);
      at = field.end;
      if (text[at] !== ',') break;
      at++;
    }
    if (!text.startsWith('\r\n', at)) throw new SyntaxError(`no CR LF after the field that ends at ${at}`);
    at += 2;
    records.push(record);
  }
  return records;
}

function bareAt(text: string, start: number): { value: string; end: number } {
  let end = start;
  while (end < text.length && !',\r\n"'.includes(text.charAt(end))) end++;
  return { value: text.slice(start, end), end };
}

function quotedAt(text: string, start: number): { value: string; end: number } {
  let value = '';
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) throw new SyntaxError(`the quote at ${start} is never closed`);
    value += text.slice(at, quote);
    if (text[quote + 1] !== '"') return { value, end: quote + 1 };
    value += '"';
    at = quote + 2;
  }
}
