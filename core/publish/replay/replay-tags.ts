/*
 * What of a kept page is shown again, as data: everything that is not listed here is left out. An element that is left
 * out leaves its content, unless it is in WITHOUT_CONTENT.
 */

/** What an attribute's value is, and so what becomes of it. */
export type AttributeUse =
  /** A word, a number, a colour: as it is. */
  | 'plain'
  /** The address of a page, which leads to it in the archive. */
  | 'page'
  /** The address of an image, which is loaded from the archive. */
  | 'image'
  /** `#name` of a place in the same page; anything else is left out. */
  | 'place'
  | 'style';

type Attributes = Readonly<Record<string, AttributeUse>>;

const EVERYWHERE: Attributes = {
  ...plain('align', 'bgcolor', 'border', 'class', 'color', 'dir', 'height', 'id', 'lang', 'title', 'width'),
  style: 'style',
};
const CELL: Attributes = {
  ...plain('abbr', 'axis', 'char', 'charoff', 'colspan', 'headers', 'nowrap', 'rowspan', 'scope', 'valign'),
  background: 'image',
};
const LIST: Attributes = plain('compact', 'start', 'type', 'value');

/** The elements that are shown, and the attributes of each beside those that every element may have. */
const SHOWN: Readonly<Record<string, Attributes>> = {
  ...none('html', 'head', 'address', 'article', 'aside', 'b', 'big', 'blockquote', 'center', 'cite', 'code'),
  ...none('dd', 'del', 'dfn', 'dir', 'div', 'dl', 'dt', 'em', 'figcaption', 'figure', 'footer', 'h1', 'h2'),
  ...none(
    'h3',
    'h4',
    'h5',
    'h6',
    'header',
    'i',
    'ins',
    'kbd',
    'main',
    'mark',
    'menu',
    'nav',
    'p',
    'pre',
    'q',
  ),
  ...none(
    'rp',
    'rt',
    'ruby',
    's',
    'samp',
    'section',
    'small',
    'span',
    'strike',
    'strong',
    'sub',
    'sup',
    'tt',
  ),
  ...none('u', 'var', 'wbr'),
  a: { ...plain('name'), href: 'page' },
  area: { ...plain('alt', 'coords', 'shape'), href: 'page' },
  body: {
    ...plain('alink', 'bottommargin', 'leftmargin', 'link', 'marginheight', 'marginwidth', 'rightmargin'),
    ...plain('text', 'topmargin', 'vlink'),
    background: 'image',
  },
  br: plain('clear'),
  caption: plain('valign'),
  col: plain('span', 'valign'),
  colgroup: plain('span', 'valign'),
  font: plain('face', 'size'),
  hr: plain('noshade', 'size'),
  img: { ...plain('alt', 'hspace', 'vspace'), src: 'image', usemap: 'place' },
  li: LIST,
  map: plain('name'),
  marquee: plain('behavior', 'direction', 'loop', 'scrollamount', 'scrolldelay'),
  ol: LIST,
  table: {
    ...plain('cellpadding', 'cellspacing', 'frame', 'rules', 'summary'),
    background: 'image',
  },
  tbody: CELL,
  td: CELL,
  tfoot: CELL,
  th: CELL,
  thead: CELL,
  time: plain('datetime'),
  tr: CELL,
  ul: LIST,
};

/** What goes with all that is in it: programs, other kinds of markup, what stands in for what is shown. */
const WITHOUT_CONTENT: ReadonlySet<string> = new Set([
  ...['script', 'noscript', 'template', 'svg', 'math', 'iframe', 'frame', 'noframes', 'noembed'],
  ...['select', 'datalist', 'textarea', 'audio', 'video', 'canvas'],
]);

/** A window into another page; a link to that page is shown in its place. */
const WINDOWS: ReadonlySet<string> = new Set(['iframe', 'frame']);

export function isShown(element: string): boolean {
  return Object.hasOwn(SHOWN, element);
}

export function losesContent(element: string): boolean {
  return WITHOUT_CONTENT.has(element);
}

export function isWindow(element: string): boolean {
  return WINDOWS.has(element);
}

/** `null` for an attribute that is left out. */
export function useOf(element: string, attribute: string): AttributeUse | null {
  const own = SHOWN[element];
  if (own !== undefined && Object.hasOwn(own, attribute)) return own[attribute] ?? null;
  return Object.hasOwn(EVERYWHERE, attribute) ? (EVERYWHERE[attribute] ?? null) : null;
}

function plain(...names: readonly string[]): Attributes {
  return Object.fromEntries(names.map((name) => [name, 'plain']));
}

function none(...names: readonly string[]): Readonly<Record<string, Attributes>> {
  return Object.fromEntries(names.map((name) => [name, {}]));
}
