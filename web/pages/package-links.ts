import { html } from 'hono/html';
import type { Html } from '../html.ts';
import { manifestHref, packageHref } from '../package-addresses.ts';
import type { Rendering } from '../texts.ts';
import type { IssueView } from '../views/issue-view.ts';

/** An issue as a whole, in the forms of archives and of picture libraries. */
export function packageLinks(r: Rendering, { paper, date, resources }: IssueView): Html {
  const words = r.t.replay;
  const isHeld = resources.some(({ version }) => version > 0);
  return html`<p class="aside">
    ${
      isHeld && !r.withholds
        ? html`${words.packages}${r.t.colon}
            <a href="${packageHref(paper, date, 'wacz')}" download>${words.wacz}</a> ·
            <a href="${packageHref(paper, date, 'warc.gz')}" download>${words.warc}</a> ·`
        : ''
    }
    <a href="${manifestHref(paper, date)}">${words.manifest}</a>
  </p>`;
}
