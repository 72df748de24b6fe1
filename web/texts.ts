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
}

/** `?lang=en` asks for English; anything else is Chinese. */
export function renderingOf(url: URL, withholds: boolean): Rendering {
  const lang: Lang = url.searchParams.get('lang') === 'en' ? 'en' : 'zh';
  const here = new URL(url);
  here.searchParams.delete('lang');
  // A path that begins with two slashes would read as another host.
  const bare = here.pathname.replace(/^\/+/, '/') + here.search;
  return {
    t: TEXTS[lang],
    lang,
    link: (href) => (lang === 'en' ? inEnglish(href) : href),
    otherLanguageHref: lang === 'en' ? bare : inEnglish(bare),
    withholds,
  };
}

function inEnglish(href: string): string {
  const [address = '', fragment] = href.split('#');
  const asked = `${address}${address.includes('?') ? '&' : '?'}lang=en`;
  return fragment === undefined ? asked : `${asked}#${fragment}`;
}
