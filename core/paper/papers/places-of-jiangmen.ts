/** Jiangmen with its districts and counties, and the province that it is compared with (GB/T 2260: 440700, 440000). */
export const PLACES_OF_JIANGMEN: readonly string[] = [
  '江门市',
  '台山市',
  '开平市',
  '鹤山市',
  '恩平市',
  '蓬江区',
  '江海区',
  '新会区',
  '广东省',
];
