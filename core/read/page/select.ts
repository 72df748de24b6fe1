import { compile } from 'css-select';
import { DomUtils } from 'htmlparser2';
import type { PageElement, PageNode } from './parse-html.ts';

/** Every selector that was asked for: they are data of the papers' tables, so that there is a handful of them. */
const COMPILED = new Map<string, (element: PageElement) => boolean>();

/**
 * Whether an element of an HTML page matches `selector`, ancestors looked at as far as the page's root. Cheerio selects by
 * the same library, but compiles the selector anew each time, which costs more than looking through a page.
 */
export function matcherOf(selector: string): (element: PageElement) => boolean {
  const known = COMPILED.get(selector);
  if (known !== undefined) return known;
  // What it could remember are elements, and each page has others.
  const made = compile<PageNode, PageElement>(selector, { cacheResults: false });
  COMPILED.set(selector, made);
  return made;
}

/** The elements inside `element` that match `selector`, in source order. */
export function allWithin(element: PageElement, selector: string): PageElement[] {
  return DomUtils.findAll(matcherOf(selector), element.children);
}

/** Whether an element inside `element` matches `selector`. */
export function hasWithin(element: PageElement, selector: string): boolean {
  return DomUtils.existsOne(matcherOf(selector), element.children);
}

/** All text inside `element`, of scripts and styles too; comments have none. */
export function textOf(element: PageElement | undefined): string {
  return element === undefined ? '' : DomUtils.textContent(element);
}

/** The innermost of `element` and what it lies in that matches `selector`. */
export function closest(element: PageElement, selector: string): PageElement | null {
  const matches = matcherOf(selector);
  let at: PageNode | PageElement['parent'] = element;
  while (at !== null && DomUtils.isTag(at) && !matches(at)) at = at.parent;
  return at !== null && DomUtils.isTag(at) ? at : null;
}
