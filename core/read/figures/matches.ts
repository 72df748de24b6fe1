/**
 * Finds `words`, which match no empty text, wherever they stand in a text. `String.matchAll` copies its expression at each call,
 * and to copy one of some hundred words takes longer than to look for them in a sentence.
 */
export class Words {
  readonly source: string;
  readonly #global: RegExp;
  readonly #sticky: RegExp;

  constructor({ source }: RegExp) {
    this.source = source;
    this.#global = new RegExp(source, 'g');
    this.#sticky = new RegExp(source, 'y');
  }

  /** All matches in their order; none overlap. */
  all(text: string): RegExpExecArray[] {
    const found: RegExpExecArray[] = [];
    this.#global.lastIndex = 0;
    for (let match = this.#global.exec(text); match !== null; match = this.#global.exec(text))
      found.push(match);
    return found;
  }

  /** The last of {@link all}. */
  last(text: string): RegExpExecArray | null {
    return this.all(text).at(-1) ?? null;
  }

  /** Whether a text is nothing but such words, one behind the other; an empty one is. */
  fill(text: string): boolean {
    this.#sticky.lastIndex = 0;
    while (this.#sticky.lastIndex < text.length) if (!this.#sticky.test(text)) return false;
    return true;
  }
}
