import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EvidenceRow } from '../../../../core/publish/observations/evidence.ts';
import { observe } from '../../../../core/publish/observations/observe.ts';
import type { ObservationRow } from '../../../../core/publish/tables/observations.ts';
import { said } from '../../../support/evidence-by-hand.ts';

describe('any mentions of a quantity', () => {
  const number = fc.oneof(
    fc.integer({ min: 440, max: 470 }).map(String),
    fc.integer({ min: 4580, max: 4590 }).map((tenths) => (tenths / 10).toFixed(1)),
    fc.integer({ min: 45840, max: 45860 }).map((hundredths) => (hundredths / 100).toFixed(2)),
  );
  const mention = fc.record({
    number,
    comparator: fc.constantFrom('eq', 'eq', 'eq', 'gt', 'gte', 'lt', 'lte', 'approx'),
    article: fc.constantFrom('a', 'b', 'c'),
    day: fc.integer({ min: 10, max: 12 }),
    version: fc.integer({ min: 1, max: 3 }),
    status: fc.constantFrom('current', 'superseded', 'withdrawn'),
  });
  const groups = fc
    .tuple(fc.array(mention, { minLength: 1, maxLength: 20 }), fc.constantFrom('actual', 'target'))
    .map(([mentions, modality]) =>
      mentions.map(({ day, ...fields }, start): EvidenceRow =>
        said({ ...fields, modality, date: `2023-02-${day}`, start }),
      ),
    );

  test('make the same observations in any order', () => {
    fc.assert(
      fc.property(
        groups.chain((group) =>
          fc.tuple(fc.constant(group), fc.shuffledSubarray(group, { minLength: group.length })),
        ),
        ([group, shuffled]) => {
          const [one, other] = [observe(group), observe(shuffled)];
          expect(other.rows).toEqual(one.rows);
          expect(new Map(other.belongings.map((b) => [b.figureId, b.observationId]))).toEqual(
            new Map(one.belongings.map((b) => [b.figureId, b.observationId])),
          );
        },
      ),
    );
  });

  test('are each in one observation, are never averaged, and are told by one of their own', () => {
    fc.assert(
      fc.property(groups, (group) => {
        const { rows, belongings } = observe(group);
        expect(belongings.map(({ figureId }) => figureId).toSorted()).toEqual(
          group.map(({ figure_id }) => figure_id ?? '').toSorted(),
        );
        expect(new Set(rows.map(({ observation_id }) => observation_id)).size).toBe(rows.length);
        expect(rows.reduce((count, { mentions }) => count + mentions, 0)).toBe(group.length);
        const ids = new Map(belongings.map((b) => [b.figureId, b.observationId]));
        for (const row of rows) {
          const lead = group.find(({ figure_id }) => figure_id === row.figure_id);
          expect(lead?.norm_value).toBe(row.norm_value);
          expect(lead?.status).toBe(row.status);
          expect(ids.get(row.figure_id ?? '')).toBe(row.observation_id);
        }
        for (const { superseded_by } of rows)
          if (superseded_by !== null)
            expect(rows.map(({ observation_id }) => observation_id)).toContain(superseded_by);
      }),
    );
  });

  test('stay what they are when one of them is said once more', () => {
    fc.assert(
      fc.property(groups, fc.nat(), (group, at) => {
        const again = group[at % group.length];
        if (again === undefined) return;
        const repeated = { ...again, figure_id: 'again', kin: 'again', start: 1000 };
        const before = observe(group).rows;
        const after = observe([...group, repeated]).rows;
        const values = (rows: readonly ObservationRow[]) =>
          rows.map(({ observation_id, norm_value, status, conflict }) => [
            observation_id,
            norm_value,
            status,
            conflict,
          ]);
        expect(values(after)).toEqual(values(before));
      }),
    );
  });
});
