import type { Paper } from '../paper.ts';
import { FOUNDER_CLASSIC } from './founder-classic.ts';
import { PLACES_OF_JIANGMEN } from './places-of-jiangmen.ts';

/** 江门日报, the daily of Jiangmen. Its pages are served on two ports that are one site. */
export const JMRB: Paper = {
  id: 'jmrb',
  name: { zh: '江门日报', en: 'Jiangmen Daily' },
  baseUrl: 'http://dzb.jmrb.com:8080/jmrb/',
  aliasBaseUrls: ['http://dzb.jmrb.com:8090/jmrb/'],
  timeZone: 'Asia/Shanghai',
  eras: [{ ...FOUNDER_CLASSIC, id: 'founder-classic', from: null }],
  rights: '江门日报社主办 江门新闻网版权所有 未经授权许可不得复制或转载',
  places: PLACES_OF_JIANGMEN,
};
