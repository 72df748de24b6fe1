import { type Polygon, SCAN } from './hot-zones.ts';

/** A PDF of one page: a line of `heading` (ASCII only) and a frame for each zone. */
export function pagePdf(heading: string, zones: readonly Polygon[]): Buffer {
  const { width, height } = SCAN;
  const frames = zones.map((zone) => {
    const path = zone.map(([x, y], nth) => `${x} ${height - y} ${nth === 0 ? 'm' : 'l'}`);
    return `${path.join(' ')} s`;
  });
  const drawing = `BT /F1 12 Tf 10 ${height - 26} Td (${heading}) Tj ET\n0.4 G\n${frames.join('\n')}\n`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>`,
    `<< /Length ${drawing.length} >>\nstream\n${drawing}endstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];

  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, nth) => {
    const offset = file.length;
    file += `${nth + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  file +=
    `xref\n0 ${size}\n0000000000 65535 f \n${table}` +
    `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}
