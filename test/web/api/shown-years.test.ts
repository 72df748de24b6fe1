import { expect, it } from 'vitest';
import { shownYear } from '../../../web/api/shown-years.ts';

const ROW = {
  ...{ level_value: '42350000000', level_observation_id: 'level', growth_value: '0.05' },
  ...{ growth_observation_id: 'growth', outcome: 'not-comparable', outcome_reason: 'no-target' },
  ...{ computed_nominal_change: '0.04', computed_from_observation_id: 'before' },
};
const NOTHING = { computed_nominal_change: null, computed_from_observation_id: null };

it.each([
  ['the level of its own year', 'level', { ...NOTHING, level_value: null, level_observation_id: null }],
  ['the level of the year before', 'before', NOTHING],
  ['neither', 'growth', { growth_value: null, growth_observation_id: null }],
])('computes nothing from a level that is withheld: %s', (_, id, changed) => {
  const withheld = new Map([[id, { place: '鹤山市', indicator: 'gdp', isExcluded: false }]]);
  expect(shownYear(ROW, withheld)).toEqual({ ...ROW, ...changed });
});
