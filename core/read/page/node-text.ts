import { type PageNode, type ParsedPage, isElement } from './parse-html.ts';
import { type SourceLine, SourceLineMaker } from './source-map.ts';

/** A stretch of the source: nodes that start in it count, others do not. */
export interface SourceRange {
  readonly from: number;
  readonly to: number;
}

/**
 * The text of `nodes` as a browser would lay it out, line by line: `BR` and block elements end a line, white space
 * of the source is one blank, no-break spaces stay. Lines are trimmed; empty lines are left out. Scripts, styles and
 * comments have no text. The walk keeps its own stack, so that deep nesting cannot overflow the caller's.
 */
export function textLines(nodes: readonly PageNode[], range?: SourceRange): string[] {
  return sourceLines({ piecesOf: () => [] }, nodes, range).map(({ text }) => text);
}

/** The lines of {@link textLines}, with where their characters stand in the source of the page. */
export function sourceLines(
  { piecesOf }: Pick<ParsedPage, 'piecesOf'>,
  nodes: readonly PageNode[],
  range?: SourceRange,
): SourceLine[] {
  const lines: SourceLine[] = [];
  const line = new SourceLineMaker();
  const endLine = () => {
    const ended = line.end();
    if (ended !== null) lines.push(ended);
  };
  for (const step of walk(nodes)) {
    if (step.kind === 'break') {
      endLine();
    } else if (inRange(step.node.startIndex ?? -1, range)) {
      let at = 0;
      for (const { length, source } of piecesOf(step.node)) {
        line.add(step.node.data.slice(at, at + length), source);
        at += length;
      }
      line.add(step.node.data.slice(at), null);
    }
  }
  endLine();
  return lines;
}

type TextNode = Extract<PageNode, { data: string; nodeType: typeof TEXT }>;
type Step = { readonly kind: 'text'; readonly node: TextNode } | { readonly kind: 'break' };

const BREAK: Step = { kind: 'break' };

function* walk(nodes: readonly PageNode[]): Generator<Step> {
  const pending: (PageNode | 'break')[] = nodes.toReversed();
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node === 'break') yield BREAK;
    else if (node.nodeType === TEXT) yield { kind: 'text', node };
    else if ('children' in node && !(isElement(node) && SILENT.has(node.name))) {
      const breaks = isElement(node) && BREAKING.has(node.name);
      if (breaks) {
        yield BREAK;
        pending.push('break');
      }
      for (let at = node.children.length - 1; at >= 0; at--) pending.push(node.children[at] ?? 'break');
    }
  }
}

/** The DOM's number for a text node; a comment has text of its own, which is none of the page's. */
const TEXT = 3;
const SILENT: ReadonlySet<string> = new Set(['script', 'style', 'title']);

const BREAKING: ReadonlySet<string> = new Set(
  'address article blockquote body br center dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre section table tbody td tr ul'.split(
    ' ',
  ),
);

function inRange(at: number, range: SourceRange | undefined): boolean {
  return range === undefined || (at >= range.from && at < range.to);
}
