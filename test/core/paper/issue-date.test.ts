import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asInstant, isInstant } from '../../../core/paper/instant.ts';
import {
  BadDate,
  addDays,
  asIssueDate,
  dateAt,
  daysBetween,
  daysFrom,
  isIssueDate,
  monthOf,
  weekdayOf,
} from '../../../core/paper/issue-date.ts';

describe('an issue date', () => {
  it.each(['2023-02-25', '2024-02-29', '1900-01-01', '2999-12-31'])('can be %s', (text) => {
    expect(asIssueDate(text)).toBe(text);
  });

  it.each([
    '2023-02-29',
    '2023-02-30',
    '2023-13-01',
    '2023-00-10',
    '2023-1-1',
    '23-01-01',
    '1899-12-31',
    '',
    ' 2023-02-25',
    '2023-02-25T00:00:00Z',
    '２０２３-02-25',
  ])("cannot be '%s'", (text) => {
    expect(isIssueDate(text)).toBe(false);
    expect(() => asIssueDate(text)).toThrow(BadDate);
  });

  it('counts over months and leap days', () => {
    expect(addDays(asIssueDate('2024-02-28'), 1)).toBe('2024-02-29');
    expect(addDays(asIssueDate('2023-01-01'), -1)).toBe('2022-12-31');
    expect(daysBetween(asIssueDate('2023-02-25'), asIssueDate('2024-02-25'))).toBe(365);
    expect([...daysFrom(asIssueDate('2023-02-27'), asIssueDate('2023-03-02'))]).toEqual([
      '2023-02-27',
      '2023-02-28',
      '2023-03-01',
      '2023-03-02',
    ]);
    expect([...daysFrom(asIssueDate('2023-03-02'), asIssueDate('2023-03-01'))]).toEqual([]);
    expect(monthOf(asIssueDate('2023-02-25'))).toBe('2023-02');
  });

  it('comes back when days are added and taken away, wherever this runs', () => {
    const day = fc.date({ min: new Date('1900-01-02'), max: new Date('2999-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 5000 }), (at, days) => {
        const date = asIssueDate(at.toISOString().slice(0, 10));
        expect(addDays(addDays(date, days), -days)).toBe(date);
      }),
    );
  });

  it('is what a calendar on the paper’s wall shows', () => {
    // 06:05 in Jiangmen is still the day before in UTC.
    expect(dateAt(asInstant('2023-02-24T22:05:00.000Z'), 'Asia/Shanghai')).toBe('2023-02-25');
    expect(dateAt(asInstant('2023-02-25T15:59:59.999Z'), 'Asia/Shanghai')).toBe('2023-02-25');
    expect(dateAt(asInstant('2023-02-25T16:00:00.000Z'), 'Asia/Shanghai')).toBe('2023-02-26');
  });
});

describe('an instant', () => {
  it('is UTC with milliseconds and nothing else', () => {
    expect(isInstant('2023-02-24T22:05:00.000Z')).toBe(true);
    for (const text of [
      '2023-02-24T22:05:00Z',
      '2023-02-24T22:05:00.000+08:00',
      '2023-02-24',
      '2023-99-24T22:05:00.000Z',
    ]) {
      expect(isInstant(text)).toBe(false);
      expect(() => asInstant(text)).toThrow(TypeError);
    }
  });
});

describe('weekdayOf', () => {
  it('counts from Sunday, before and after 1970', () => {
    expect(
      ['1900-01-07', '1969-12-31', '1970-01-01', '2023-02-25'].map((day) => weekdayOf(asIssueDate(day))),
    ).toEqual([0, 3, 4, 6]);
  });
});
