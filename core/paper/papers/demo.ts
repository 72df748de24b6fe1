import type { Paper } from '../paper.ts';
import { FOUNDER_CLASSIC } from './founder-classic.ts';

/** The made-up newspaper of the offline run, in the same template. It has no address but the one it is given. */
export const DEMO: Paper = {
  id: 'demo',
  name: { zh: '示范日报', en: 'Demonstration Daily' },
  baseUrl: null,
  aliasBaseUrls: [],
  timeZone: 'Asia/Shanghai',
  appears: { from: '05:30', to: '12:00' },
  eras: [{ ...FOUNDER_CLASSIC, id: 'founder-classic', from: null }],
  rights: '示范日报为演示而作，内容均属虚构',
  place: { zh: '江门市', code: '440700' },
};
