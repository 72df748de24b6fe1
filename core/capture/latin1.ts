/** What the engine takes as arguments of one call without trouble. */
const CHUNK = 4096;

/**
 * Header fields come and go as bytes, each kept as the character of the same number (ISO 8859-1). `TextDecoder`
 * cannot do that: what it calls latin1 is windows-1252, which makes other characters of 0x80 to 0x9f.
 */
export function fromLatin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK)
    text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return text;
}

/**
 * The bytes of such a text. Fails with `RangeError` at a character that stands for no byte: cut down to one it
 * would be another, be it the end of a line.
 */
export function toLatin1(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) {
    const byte = text.charCodeAt(at);
    if (byte > 0xff) {
      const code = byte.toString(16).toUpperCase().padStart(4, '0');
      throw new RangeError(
        `character ${at} of a text of bytes is U+${code}, which is no byte; hand over one character per byte`,
      );
    }
    bytes[at] = byte;
  }
  return bytes;
}
