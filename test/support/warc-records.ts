import { WARCParser } from 'warcio';

/** A record as warcio reads it. */
export interface ReadRecord {
  readonly type: string | null;
  /** By name in lower case. */
  readonly fields: Readonly<Record<string, string>>;
  /** The head of its HTTP message, if it has one. */
  readonly head: string | null;
}

/** Every record of a WARC file, read by warcio and not by us. */
export async function readByWarcio(file: Uint8Array): Promise<ReadRecord[]> {
  const records: ReadRecord[] = [];
  for await (const record of WARCParser.iterRecords([file])) {
    await record.readFully(false);
    const fields = Object.fromEntries([...record.warcHeaders.headers.entries()]);
    const head = record.httpHeaders?.toString() ?? null;
    records.push({ type: record.warcType, fields, head });
  }
  return records;
}
