import type { IssueDate } from '../core/paper/issue-date.ts';
import { nodeName } from './addresses.ts';

/** The `period.xml` of a month: one period an issue. */
export function calendarOf(dates: readonly IssueDate[]): string {
  const periods = dates.map(
    (date) => `  <period id="${date.replaceAll('-', '')}">
    <period_name>${date}</period_name>
    <paper_id>sfrb</paper_id>
    <period_date>${date}</period_date>
    <front_page>${nodeName('A01')}</front_page>
    <rmp_exe_path></rmp_exe_path>
    <rmp_pic_path></rmp_pic_path>
    <rmp_xml_path></rmp_xml_path>
    <rmp_build_time></rmp_build_time>
  </period>
`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<periodlist>\n${periods.join('')}</periodlist>\n`;
}
