import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { only } from './figures-in.ts';

/** Units and what one of them is in its base unit, written out apart from the reader's own table. */
const FACTORS: readonly (readonly [string, string, bigint, bigint])[] = [
  ['元', 'CNY', 1n, 1n],
  ['万元', 'CNY', 10_000n, 1n],
  ['千元', 'CNY', 1_000n, 1n],
  ['百万元', 'CNY', 1_000_000n, 1n],
  ['亿元', 'CNY', 100_000_000n, 1n],
  ['万亿元', 'CNY', 1_000_000_000_000n, 1n],
  ['万美元', 'USD', 10_000n, 1n],
  ['%', '1', 1n, 100n],
  ['‰', '1', 1n, 1000n],
  ['个百分点', 'pp', 1n, 1n],
  ['个基点', 'pp', 1n, 100n],
  ['公里', 'm', 1000n, 1n],
  ['海里', 'm', 1852n, 1n],
  ['厘米', 'm', 1n, 100n],
  ['平方公里', 'm2', 1_000_000n, 1n],
  ['万平方米', 'm2', 10_000n, 1n],
  ['公顷', 'm2', 10_000n, 1n],
  ['亩', 'm2', 2000n, 3n],
  ['万亩', 'm2', 20_000_000n, 3n],
  ['万吨', 'kg', 10_000_000n, 1n],
  ['斤', 'kg', 1n, 2n],
  ['亿斤', 'kg', 50_000_000n, 1n],
  ['亿立方米', 'm3', 100_000_000n, 1n],
  ['亿千瓦时', 'kWh', 100_000_000n, 1n],
  ['兆瓦', 'kW', 1000n, 1n],
  ['万千瓦', 'kW', 10_000n, 1n],
  ['万吨标准煤', 'kgce', 10_000_000n, 1n],
  ['万人次', 'person-time', 10_000n, 1n],
  ['万标箱', 'TEU', 10_000n, 1n],
  ['微克/立方米', 'ug/m3', 1n, 1n],
  ['元/平方米', 'CNY/m2', 1n, 1n],
  ['万户', 'household', 10_000n, 1n],
  ['家', 'item', 1n, 1n],
];

describe('a phrase of subject, verb, number and unit', () => {
  const number = fc
    .tuple(fc.integer({ min: 1, max: 99_999_999 }), fc.integer({ min: 0, max: 3 }))
    .map(([digits, places]) => {
      const all = String(digits).padStart(places + 1, '0');
      return places === 0 ? all : `${all.slice(0, -places)}.${all.slice(-places)}`;
    });
  const subject = fc.constantFrom('税收收入', '地区生产总值', '某镇', '学校食堂', '全市绿道', '');
  const verb = fc.constantFrom('为', '达', '共', '超过', '约', '完成', '增长', '减少', '不少于');

  test('is found with that number and unit, and the value in the base unit is exact', () => {
    fc.assert(
      fc.property(
        subject,
        verb,
        number,
        fc.constantFrom(...FACTORS),
        (who, did, value, [unit, base, numerator, denominator]) => {
          const figure = only(`${who}${did}${value}${unit}。`);
          expect([figure.exact, figure.value, figure.unit, figure.baseUnit]).toEqual([
            value + unit,
            value,
            unit,
            base,
          ]);
          const digits = BigInt(value.replace('.', ''));
          const scale = 10n ** BigInt(value.split('.')[1]?.length ?? 0);
          const [normWhole = '', normFraction = ''] = (figure.normValue ?? '').split('.');
          const norm = BigInt(normWhole + normFraction.padEnd(12, '0'));
          // Within half of the sixth place, and exact wherever the quotient is a decimal.
          const apart = norm * scale * denominator - digits * numerator * 10n ** 12n;
          const allowed = denominator === 3n ? (scale * denominator * 10n ** 6n) / 2n : 0n;
          expect(apart <= allowed && -apart <= allowed).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
