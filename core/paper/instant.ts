/** A moment, ISO 8601 in UTC with milliseconds: `2023-02-24T22:05:00.123Z`. */
export type Instant = string & { readonly __brand: 'Instant' };

const INSTANT_FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

export function isInstant(text: string): text is Instant {
  return INSTANT_FORM.test(text) && !Number.isNaN(Date.parse(text));
}

/** Fails with a TypeError for a moment in any other form. */
export function asInstant(text: string): Instant {
  if (!isInstant(text)) throw new TypeError(`'${text}' is not an instant such as 2023-02-24T22:05:00.000Z`);
  return text;
}

export function instantOf(date: Date): Instant {
  return date.toISOString() as Instant;
}
