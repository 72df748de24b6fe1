import { bibtex } from './bibtex.ts';
import { cslJson } from './csl-json.ts';
import { gbt7714 } from './gbt7714.ts';
import type { CitationForm, Reference } from './reference.ts';
import { ris } from './ris.ts';

/** How a reference is written in each form, and what its file is. */
const WRITERS: Readonly<
  Record<CitationForm, { readonly mediaType: string; readonly write: (reference: Reference) => string }>
> = {
  txt: { mediaType: 'text/plain; charset=utf-8', write: (reference) => `${gbt7714(reference)}\n` },
  bib: { mediaType: 'application/x-bibtex; charset=utf-8', write: bibtex },
  ris: { mediaType: 'application/x-research-info-systems; charset=utf-8', write: ris },
  'csl.json': { mediaType: 'application/vnd.citationstyles.csl+json', write: cslJson },
};

/** A reference as a file: its text, in UTF-8, and its media type. */
export function cite(
  reference: Reference,
  form: CitationForm,
): { readonly text: string; readonly mediaType: string } {
  const { mediaType, write } = WRITERS[form];
  return { text: write(reference), mediaType };
}

/** The media type of a form. */
export function citationTypeOf(form: CitationForm): string {
  return WRITERS[form].mediaType;
}
