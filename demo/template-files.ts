/** The template's own small files, by their name under `tplimg/`: as little as the pages need to be looked at. */
export const TEMPLATE_FILES: Readonly<Record<string, string | Buffer>> = {
  'global.css': `td { font-family: "宋体", SimSun, "Noto Serif CJK SC", serif; line-height: 150%; }
a { text-decoration: none; }
a:hover { text-decoration: underline; }
.px12 { font-size: 12px; }
.default { font-size: 13px; }
.whitenav { background: #7a1f1f; color: #fff; }
#ozoom { font-size: 15px; line-height: 170%; padding: 0 8px; }
`,
  'calendar.css': '.jumpmenu { font-size: 12px; }\n',
  'prototype.js': '',
  'calendar2.js': 'function showMonth(year, month) { return year + "-" + month; }\n',
  'range.js': 'function outlineZone(zone) { return zone; }\nfunction clearZone() {}\n',
  'mp.js': `var zoomed = 100;
function initialize() {}
function initMPPage() {}
function zoomTo(percent) { zoomed = percent; document.getElementById("ozoom").style.zoom = percent + "%"; }
function zoomIn() { zoomTo(zoomed + 10); }
function zoomOut() { if (zoomed > 50) zoomTo(zoomed - 10); }
function zoomBack() { zoomTo(100); }
`,
  // Ten by ten and sixteen by sixteen pixels: a square in a box, a sheet with a red band.
  'checkbox.gif': Buffer.from(
    'R0lGODlhCgAKAIEAAP///1paWrQeHtzc3CwAAAAACgAKAAACOUyYMGHChAEBAgSIMCBAgAARBoQoUSDCgBAlCkQYEKJEgQgDQpQoEGFAgAAB' +
      'IgwIECBAhAkTJkyYFAA7',
    'base64',
  ),
  'pdf.gif': Buffer.from(
    'R0lGODlhEAAQAIEAAP///1paWrQeHtzc3CwAAAAAEAAQAAACkQSYMGHChAkTAgQYECBAgAARAgSYcePGjRsXAgQYECBAgAARAgSYcePGjRsX' +
      'AgQYUaJEiRIVAgQYUaJEiRIVAgQYUaJEiRIVAgQYUaJEiRIVAgQYUaJEiRIVAgSYcePGjRsXAgQYECBAgAARAgSYcePGjRsXAgQYECBAgAAR' +
      'AgSYcePGjRsXAgSYMGHChAkTAgUAOw==',
    'base64',
  ),
};
