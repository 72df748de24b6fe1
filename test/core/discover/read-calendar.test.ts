import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCalendar } from '../../../core/discover/read-calendar.ts';

const period = (date: string) =>
  `<period id="1"><period_name>刊</period_name><period_date>${date}</period_date><front_page>node_2.htm</front_page></period>`;

test('the days of a month are sorted and each is there once', () => {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<periodlist>${period('2023-02-25')}${period(' 2023-02-01 ')}${period('2023-02-25')}</periodlist>`;
  expect(readCalendar(xml)).toMatchObject({ dates: ['2023-02-01', '2023-02-25'], flaws: [] });
});

test('a date may be an attribute, and may carry a time', () => {
  const xml = `<periodlist><period period_date="2023-02-03"/><period date='2023-02-02'></period>${period('2023-02-04 00:00:00')}</periodlist>`;
  expect(readCalendar(xml).dates).toEqual(['2023-02-02', '2023-02-03', '2023-02-04']);
});

test('what is no day of the calendar is left out', () => {
  const { dates, flaws } = readCalendar(`<periodlist>${period('2023-02-30')}${period('明天')}</periodlist>`);
  expect([dates, flaws.map(({ code }) => code)]).toEqual([[], ['no-issue-dates']]);
});

test('an entity is never expanded', () => {
  const xml = `<!DOCTYPE x [<!ENTITY d "2023-02-25"><!ENTITY f SYSTEM "file:///etc/passwd">]><periodlist>${period('&d;')}${period('&f;')}</periodlist>`;
  expect(readCalendar(xml).dates).toEqual([]);
});

test('an XML bomb of nested elements is refused', () => {
  expect(readCalendar('<period>'.repeat(50_000)).flaws.map(({ code }) => code)).toEqual([
    'too-deep',
    'no-issue-dates',
  ]);
});

test('any text gives a calendar, mostly an empty one that says so', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const { dates, flaws } = readCalendar(text);
      expect(dates.length > 0 || flaws.length > 0).toBe(true);
    }),
  );
});
