/**
 * Header fields come and go as bytes, each kept as the character of the same number (ISO 8859-1). `TextDecoder`
 * cannot do that: what it calls latin1 is windows-1252, which makes other characters of 0x80 to 0x9f.
 */
export function fromLatin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

/**
 * The bytes of such a text. Fails with `RangeError` at a character that stands for no byte: cut down to one it
 * would be another, be it the end of a line.
 */
export function toLatin1(text: string): Uint8Array {
  return Uint8Array.from(text, (char, at) => {
    const byte = char.charCodeAt(0);
    if (byte > 0xff) {
      const code = byte.toString(16).toUpperCase().padStart(4, '0');
      throw new RangeError(
        `character ${at} of a text of bytes is U+${code}, which is no byte; hand over one character per byte`,
      );
    }
    return byte;
  });
}
