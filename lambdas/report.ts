/** What a function tells of its work: one line of JSON, with a name that stays the same. No page content. */
export type Report = (event: ReportName, details: Readonly<Record<string, unknown>>) => void;

/** Every event that a function may tell of; docs/runbook.md lists them. */
export const REPORTS = [
  'issue-discovered',
  'resource-captured',
  'snapshot-read',
  'release-made',
  'release-laid-out',
  'index-made',
  'search-indexed',
  'audit-made',
  'notice-sent',
  'notice-withheld',
  'message-failed',
  'request-failed',
  'damage-found',
] as const;
export type ReportName = (typeof REPORTS)[number];

/** To standard output, which Lambda keeps as log lines. */
export const reportJson: Report = (event, details) => {
  process.stdout.write(`${JSON.stringify({ event, ...details }, replaceErrors)}\n`);
};

/** An Error has no properties of its own that JSON would show. */
function replaceErrors(_key: string, value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  return { name: value.name, message: value.message, cause: value.cause };
}
