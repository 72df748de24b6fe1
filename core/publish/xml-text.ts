/** `<name>text</name>`, with the text escaped. */
export function xmlElement(name: string, text: string): string {
  return `<${name}>${xmlEscaped(text)}</${name}>`;
}

/** For text and for attributes in double quotes. Characters that XML 1.0 cannot hold are left out. */
export function xmlEscaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
