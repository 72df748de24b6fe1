import type { NamedPlace } from './named-place.ts';

/** Jiangmen with its districts and counties, and the province that it is compared with; codes of GB/T 2260. */
export const JIANGMEN: readonly NamedPlace[] = [
  { name: '江门市', en: 'Jiangmen', slug: 'jiangmen', code: '440700' },
  { name: '台山市', en: 'Taishan', slug: 'taishan', code: '440781' },
  { name: '开平市', en: 'Kaiping', slug: 'kaiping', code: '440783' },
  { name: '鹤山市', en: 'Heshan', slug: 'heshan', code: '440784' },
  { name: '恩平市', en: 'Enping', slug: 'enping', code: '440785' },
  { name: '蓬江区', en: 'Pengjiang', slug: 'pengjiang', code: '440703' },
  { name: '江海区', en: 'Jianghai', slug: 'jianghai', code: '440704' },
  { name: '新会区', en: 'Xinhui', slug: 'xinhui', code: '440705' },
  { name: '广东省', en: 'Guangdong', slug: 'guangdong', code: '440000' },
];

/** Their names, as the reader looks for them. */
export const PLACES_OF_JIANGMEN: readonly string[] = JIANGMEN.map(({ name }) => name);
