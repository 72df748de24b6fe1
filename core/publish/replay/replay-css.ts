/** What loads or runs something other than by `url()`; in its place a word that no browser knows. */
const LOADERS = /@(?:import|charset|namespace)|(?:-webkit-)?image-set\(|expression\(|-moz-binding|behavior/gi;

const ADDRESSES = /url\(\s*(?:"([^"]*)"|'([^']*)'|([^)'"]*))\s*\)?/gi;

/** Escapes of letters and digits, behind which a word can hide; others, such as those of Chinese fonts, stay. */
const ESCAPES = /\\(?:([0-9a-f]{1,6})[ \t\r\n\f]?|([g-z]))/gi;

/**
 * Style as it was, but that the images in it lead into the archive and nothing else is loaded. What browsers take for an
 * address in spite of this they are kept from by the page's policy. Holds no `<`, so that no style ends early.
 *
 * @param imageAt Where an image is shown from; `null` for what is none.
 */
export function replayCss(css: string, imageAt: (link: string) => string | null): string {
  return withoutComments(css)
    .replace(ESCAPES, (escape, digits: string | undefined, letter: string | undefined) => {
      const character = letter ?? characterOf(digits ?? '');
      return /^[\w@()-]$/.test(character) ? character : escape;
    })
    .replace(/<!--|-->/g, ' ')
    .replace(/</g, '\\3c ')
    .replace(LOADERS, (loader) =>
      loader.startsWith('@') ? '@none' : loader.endsWith('(') ? 'none(' : 'none',
    )
    .replace(ADDRESSES, (_, ...links: (string | undefined)[]) => {
      const image = imageAt((links.slice(0, 3).find((link) => link !== undefined) ?? '').trim());
      return image === null ? 'none' : `url("${image.replace(/["\\\n\r\f<]/g, encodeURIComponent)}")`;
    });
}

/** In one pass: an expression would look for the end of each that has none. */
function withoutComments(css: string): string {
  let kept = '';
  let at = 0;
  for (let start = css.indexOf('/*'); start >= 0; start = css.indexOf('/*', at)) {
    kept += `${css.slice(at, start)} `;
    const end = css.indexOf('*/', start + 2);
    if (end < 0) return kept;
    at = end + 2;
  }
  return kept + css.slice(at);
}

function characterOf(digits: string): string {
  const code = Number.parseInt(digits, 16);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
