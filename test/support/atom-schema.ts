import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RelaxNGValidator, XmlDocument } from 'libxml2-wasm';

const SCHEMA = readFileSync(join(import.meta.dirname, 'profiles', 'atom.rng'));

/** What the schema of RFC 4287 has against a feed, as libxml2 says it; `null` for a valid one. */
export function atomFault(xml: string): string | null {
  using schema = XmlDocument.fromBuffer(SCHEMA);
  // The RFC's schema is in RELAX NG, which libxml2 means to give up one day; this release has it.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  using validator = RelaxNGValidator.fromDoc(schema);
  try {
    using feed = XmlDocument.fromString(xml);
    validator.validate(feed);
    return null;
  } catch (error) {
    if (error instanceof Error) return error.message;
    throw error;
  }
}
