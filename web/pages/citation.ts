import { html } from 'hono/html';
import { citationTypeOf } from '../../core/publish/citations/cite.ts';
import { gbt7714 } from '../../core/publish/citations/gbt7714.ts';
import { CITATION_FORMS, type Reference } from '../../core/publish/citations/reference.ts';
import { citationHref } from '../addresses.ts';
import type { Html } from '../html.ts';
import type { Rendering } from '../texts.ts';

/** How the article is cited, ready to be copied, and the files that reference managers take. */
export function citationSection({ t }: Rendering, reference: Reference, articleHref: string): Html {
  return html`<section aria-labelledby="cite">
    <h2 id="cite">${t.cite.title}</h2>
    <p class="citation" lang="zh-CN">${gbt7714(reference)}</p>
    <p class="buttons">
      <span>${t.cite.takeAway}${t.colon}</span>
      ${CITATION_FORMS.map(
        (form) => html`<a class="button" href="${citationHref(articleHref, form)}">${t.cite.form[form]}</a> `,
      )}
    </p>
  </section>`;
}

/**
 * What reference managers and crawlers look for in the head: the address to cite (RFC 8574), the reference in forms
 * for machines, and the tags of Google Scholar, which Zotero reads too.
 */
export function citationLinks(reference: Reference, articleHref: string): Html {
  const { title, creators, paperName, date, page, url } = reference;
  const tags: readonly (readonly [name: string, content: string | null])[] = [
    ['citation_title', title],
    ...creators.map((name) => ['citation_author', name] as const),
    ['citation_journal_title', paperName],
    ['citation_publication_date', date.replaceAll('-', '/')],
    ['citation_firstpage', page],
    ['citation_language', 'zh-CN'],
  ];
  return html`<link rel="cite-as" href="${url}" /> ${CITATION_FORMS.map(
      (form) =>
        html`<link
          rel="describedby"
          type="${citationTypeOf(form)}"
          href="${citationHref(articleHref, form)}"
        />`,
    )}
    ${tags.map(([name, content]) => (content === null ? '' : html`<meta name="${name}" content="${content}" />`))}`;
}
