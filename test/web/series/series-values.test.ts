import { load } from 'cheerio/slim';
import { expect, it } from 'vitest';
import { asInstant } from '../../../core/paper/instant.ts';
import { sha256Of } from '../../../core/paper/sha256.ts';
import { indicatorOfId } from '../../../core/read/figures/indicators.ts';
import { seriesPage } from '../../../web/pages/series-page.ts';
import { renderingOf } from '../../../web/texts.ts';
import { seriesView } from '../../../web/views/series-view.ts';
import { growth, year } from '../../core/publish/series/told.ts';

const RELEASE = {
  ...{ version: '1.0.0', at: asInstant('2023-03-01T00:00:00.000Z'), contentSha256: sha256Of('') },
  ...{ rows: 4, files: [] },
};

it('says what became of a target that stands, and only that one was corrected of the other', async () => {
  const gdp = indicatorOfId('gdp');
  if (gdp === undefined) throw new TypeError('the indicator is registered');
  const target = { modality: 'target', norm_value: '0.03' } as const;
  const observations = [
    growth(),
    growth({ ...target, value: '3' }),
    growth({ ...target, value: '4', status: 'superseded' }),
  ];
  const verdict = { outcome: 'missed', outcome_reason: null } as const;
  const view = seriesView('鹤山市', gdp, {
    ...{ release: RELEASE, columns: [], rows: [], observations, years: [year(2022, verdict)], more: false },
  });
  const html = await seriesPage(renderingOf(new URL('https://a.example/'), false), view, null);
  const $ = load(html.toString());
  const rows = $('.series-values tbody tr')
    .toArray()
    .map((row) => [$(row).find('.number').text().trim(), $(row).find('.badge').text()]);
  expect(rows).toEqual([
    ['2.8', ''],
    ['3', '未达到'],
    ['4', '已被更正'],
  ]);
});
