/** What is said about a date in every year, and about what a site took back. */
export interface CalendarExtras {
  readonly sameDate: string;
  readonly sameDateOf: (month: number, day: number) => string;
  readonly previousDay: string;
  readonly nextDay: string;
  readonly coverage: string;
  /** In the cell of a day, and after a number. */
  readonly withdrawnMark: string;
  readonly withdrawn: string;
}

export const CALENDAR_EXTRAS_ZH: CalendarExtras = {
  sameDate: '历年同日',
  sameDateOf: (month, day) => `历年${month}月${day}日`,
  previousDay: '前一日',
  nextDay: '后一日',
  coverage: '每一天的状态（机器可读）',
  withdrawnMark: '撤',
  withdrawn: '项被报社撤下，存档仍在',
};

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
] as const;

export const CALENDAR_EXTRAS_EN: CalendarExtras = {
  sameDate: 'The same day in every year',
  sameDateOf: (month, day) => `${day} ${MONTHS[month - 1] ?? ''} in every year`,
  previousDay: 'The day before',
  nextDay: 'The day after',
  coverage: 'How each day stands (for machines)',
  withdrawnMark: 'gone',
  withdrawn: 'withdrawn by the newspaper and still held here',
};
