import type { Paper } from '../paper.ts';
import { FOUNDER_CLASSIC } from './founder-classic.ts';
import { PLACES_OF_JIANGMEN } from './places-of-jiangmen.ts';

/** The made-up newspaper of the offline run, in the same template. It has no address but the one it is given. */
export const DEMO: Paper = {
  id: 'demo',
  name: { zh: '示范日报', en: 'Demonstration Daily' },
  baseUrl: null,
  aliasBaseUrls: [],
  timeZone: 'Asia/Shanghai',
  eras: [{ ...FOUNDER_CLASSIC, id: 'founder-classic', from: null }],
  rights: '示范日报为演示而作，内容均属虚构',
  places: PLACES_OF_JIANGMEN,
};
