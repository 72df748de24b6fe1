import { SIGN_OUT, signInHref } from './addresses.ts';
import type { DoorSide } from './sign-in/door.ts';
import { EN } from './texts/en.ts';
import type { Texts } from './texts/words.ts';
import { ZH } from './texts/zh.ts';

export type Lang = 'zh' | 'en';

const TEXTS: Readonly<Record<Lang, Texts>> = { zh: ZH, en: EN };

/**
 * How one answer is written: in which language, and how its links keep to it. The choice of a language is held
 * by links alone, there is no cookie; links without it are Chinese.
 */
export interface Rendering {
  readonly t: Texts;
  readonly lang: Lang;
  /** The same address in the language of this answer. */
  readonly link: (href: string) => string;
  /** This very page in the other language. */
  readonly otherLanguageHref: string;
  readonly withholds: boolean;
  /** The way in, or out again; `null` in a room where nobody signs in. */
  readonly door: { readonly href: string; readonly name: string } | null;
}

/** `?lang=en` asks for English; anything else is Chinese. */
export function renderingOf(url: URL, withholds: boolean, side: DoorSide | null = null): Rendering {
  const lang: Lang = url.searchParams.get('lang') === 'en' ? 'en' : 'zh';
  const here = new URL(url);
  here.searchParams.delete('lang');
  // A path that begins with two slashes would read as another host.
  const bare = here.pathname.replace(/^\/+/, '/') + here.search;
  const t = TEXTS[lang];
  return {
    t,
    lang,
    link: (href) => (lang === 'en' ? inEnglish(href) : href),
    otherLanguageHref: lang === 'en' ? bare : inEnglish(bare),
    withholds,
    door: doorOf(side, t, lang === 'en' ? inEnglish(bare) : bare),
  };
}

function doorOf(side: DoorSide | null, t: Texts, here: string): Rendering['door'] {
  switch (side) {
    case 'outside':
      return { href: signInHref(here), name: t.signIn.in };
    case 'inside':
      return { href: SIGN_OUT, name: t.signIn.out };
    case null:
      return null;
  }
}

function inEnglish(href: string): string {
  const [address = '', fragment] = href.split('#');
  const asked = `${address}${address.includes('?') ? '&' : '?'}lang=en`;
  return fragment === undefined ? asked : `${asked}#${fragment}`;
}
