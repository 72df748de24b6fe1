import { html } from 'hono/html';
import type { Paper } from '../../core/paper/paper.ts';
import type { DiffLine, Piece } from '../../core/read/text-diff.ts';
import { DIFF_FORMS, type DiffForm, diffHref, jsonHref } from '../addresses.ts';
import type { Html } from '../html.ts';
import { momentInBoth } from '../moments.ts';
import type { Rendering } from '../texts.ts';
import type { DiffView } from '../views/diff-view.ts';
import type { IssueView } from '../views/issue-view.ts';
import { articleCrumbs } from './article-page.ts';
import { classesIn } from './entries.ts';
import { layout, wideTable } from './layout.ts';

/** So many unchanged lines are shown on either side of one that changed; what is between them is folded away. */
const CONTEXT = 2;

export function diffPage(r: Rendering, paper: Paper, issue: IssueView, view: DiffView, form: DiffForm): Html {
  const { t, link } = r;
  const { article, before, after } = view;
  const title = t.diffPage.title(before.version, after.version);
  return layout(r, {
    title,
    crumbs: [
      ...articleCrumbs(r, paper, issue, article),
      ...(article.href === null ? [] : [{ href: article.href, name: article.title ?? t.page.untitled }]),
      ...(article.versionsHref === null ? [] : [{ href: article.versionsHref, name: t.versionsPage.title }]),
    ],
    rights: [paper.rights],
    jsonHref: article.versionsHref === null ? null : jsonHref(diffHref(article.versionsHref, pairOf(view))),
    main: html`<h1>${title} <small lang="zh-CN">${article.title ?? t.page.untitled}</small></h1>
      <ul class="plain">
        ${[before, after].map(
          (one) =>
            html`<li>
              ${
                one.href === null
                  ? t.version(one.version)
                  : html`<a href="${link(one.href)}">${t.version(one.version)}</a>`
              }
              ${momentInBoth(one.at)} <span class="mono hash">${one.sha256}</span>
            </li>`,
        )}
      </ul>
      ${steps(r, view)} ${difference(r, view, form)}`,
  });
}

function steps(r: Rendering, { steps: taken }: DiffView): Html {
  const { t } = r;
  return html`<p>
    ${t.diffPage.changed}${t.colon}${taken
      .map(({ version, classes }) => {
        const told = classes.length === 0 ? t.figure.none : classesIn(r, classes);
        return taken.length === 1 ? told : `${t.version(version)} ${told}`;
      })
      .join(t.listComma)}
  </p>`;
}

function difference(r: Rendering, view: DiffView, form: DiffForm): Html {
  const { t } = r;
  const { lines, unread } = view;
  if (view.withheld !== null) return html`<p class="notice">${t.wrong.withheld}</p>`;
  if (lines === null) return html`<p class="notice">${t.diffPage.unread(unread.join(t.listComma))}</p>`;
  if (lines.every(({ kind }) => kind === 'same')) return html`<p class="notice">${t.diffPage.same}</p>`;
  return html`${forms(r, view, form)} ${form === 'side' ? sideBySide(r, lines) : inline(r, lines)}`;
}

function forms({ t, link }: Rendering, view: DiffView, shown: DiffForm): Html {
  const { versionsHref } = view.article;
  if (versionsHref === null) return html``;
  return html`<p class="switch">
    ${DIFF_FORMS.map((form) =>
      form === shown
        ? html`<span aria-current="true">${t.diffPage[form]}</span> `
        : html`<a href="${link(diffHref(versionsHref, pairOf(view), form))}">${t.diffPage[form]}</a> `,
    )}
  </p>`;
}

function pairOf({ before, after }: DiffView): { before: number; after: number } {
  return { before: before.version, after: after.version };
}

function inline({ t }: Rendering, lines: readonly DiffLine[]): Html {
  return html`<div class="diff" lang="zh-CN">
    ${stretchesOf(lines).map(({ folded, lines: stretch }) => {
      const shown = stretch.map((one) => html`<p class="is-${one.kind}">${inlineOf(one)}</p>`);
      return folded
        ? html`<details>${summary(t.diffPage.folded(stretch.length), t.lang)}${shown}</details>`
        : shown;
    })}
  </div>`;
}

function inlineOf(line: DiffLine): Html {
  if (line.kind === 'changed') return html`${line.pieces.map(pieceOf)}`;
  return pieceOf({ kind: line.kind, text: line.line });
}

function pieceOf({ kind, text }: Piece): Html {
  if (kind === 'same') return html`${text}`;
  return kind === 'removed' ? html`<del>${text}</del>` : html`<ins>${text}</ins>`;
}

function sideBySide(r: Rendering, lines: readonly DiffLine[]): Html {
  const { t } = r;
  const table = html`<table class="diff">
    <caption class="hidden">
      ${t.diffPage.side}
    </caption>
    <thead>
      <tr>
        <th scope="col">${t.change.before}</th>
        <th scope="col">${t.change.after}</th>
      </tr>
    </thead>
    ${stretchesOf(lines).map(({ folded, lines: stretch }) =>
      folded
        ? html`<tbody>
            <tr>
              <td colspan="2" class="quiet">${t.diffPage.folded(stretch.length)}</td>
            </tr>
          </tbody>`
        : html`<tbody lang="zh-CN">
            ${stretch.map(
              (one) =>
                html`<tr class="is-${one.kind}">
                  <td>${sideOf(one, 'removed')}</td>
                  <td>${sideOf(one, 'added')}</td>
                </tr>`,
            )}
          </tbody>`,
    )}
  </table>`;
  return wideTable(t.diffPage.side, table);
}

function sideOf(line: DiffLine, side: 'removed' | 'added'): Html {
  if (line.kind === 'changed')
    return html`${line.pieces.filter(({ kind }) => kind === 'same' || kind === side).map(pieceOf)}`;
  return line.kind === 'same' || line.kind === side ? pieceOf({ kind: line.kind, text: line.line }) : html``;
}

function summary(words: string, lang: string): Html {
  return html`<summary lang="${lang}">${words}</summary>`;
}

interface Stretch {
  /** Of lines that did not change and are not near any that did. */
  readonly folded: boolean;
  readonly lines: readonly DiffLine[];
}

function stretchesOf(lines: readonly DiffLine[]): Stretch[] {
  const shown = new Set<number>();
  for (const [at, { kind }] of lines.entries()) {
    if (kind === 'same') continue;
    for (let near = at - CONTEXT; near <= at + CONTEXT; near += 1) shown.add(near);
  }
  const stretches: { folded: boolean; lines: DiffLine[] }[] = [];
  for (const [at, line] of lines.entries()) {
    const folded = !shown.has(at);
    const last = stretches.at(-1);
    if (last?.folded === folded) last.lines.push(line);
    else stretches.push({ folded, lines: [line] });
  }
  return stretches;
}
