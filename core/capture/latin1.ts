/**
 * Header fields come and go as bytes, each kept as the character of the same number (ISO 8859-1). `TextDecoder`
 * cannot do that: what it calls latin1 is windows-1252, which makes other characters of 0x80 to 0x9f.
 */
export function fromLatin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

export function toLatin1(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0) & 0xff);
}
