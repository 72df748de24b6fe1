import { expect, it } from 'vitest';
import { asInstant } from '../../../core/paper/instant.ts';
import { sha256Of } from '../../../core/paper/sha256.ts';
import { seriesFile } from '../../../web/series/series-files.ts';
import { growth, year } from '../../core/publish/series/told.ts';

const RELEASE = {
  ...{ version: '1.0.0', at: asInstant('2023-03-01T00:00:00.000Z'), contentSha256: sha256Of('') },
  ...{ rows: 4, files: [] },
};

it('tells of each target what became of it, and nothing of what came', async () => {
  const target = { modality: 'target', norm_value: '0.03' } as const;
  const observations = [
    growth({ observation_id: 'came' }),
    growth({ observation_id: 'aimed', ...target }),
    growth({ observation_id: 'strived', ...target, strength: 'strive', norm_value: '0.05' }),
    growth({ observation_id: 'budgeted', ...target, modality: 'budget' }),
  ];
  const file = await seriesFile(
    {
      release: RELEASE,
      columns: [{ name: 'observation_id', type: 'string' }],
      rows: observations.map(({ observation_id }) => ({ observation_id })),
      observations,
      years: [
        year(2022, {
          ...({ outcome: 'met', outcome_reason: null } as const),
          ...({ strive_outcome: 'not-comparable', strive_outcome_reason: 'basis-differs' } as const),
        }),
      ],
      more: false,
    },
    'csv',
  );
  expect(String(file).trimEnd().split('\r\n')).toEqual([
    'observation_id,outcome,outcome_reason',
    'came,,',
    'aimed,met,',
    'strived,not-comparable,basis-differs',
    'budgeted,,',
  ]);
});
