import type { CheerioAPI } from 'cheerio/slim';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EDITED, ISSUE_DATES, REPORT_DATES } from '../../demo/issues.ts';
import { type DemoPaper, startDemoPaper } from '../../demo/server.ts';
import { frontOf, linesOf, open } from './browsing.ts';

let paper: DemoPaper;
beforeAll(async () => {
  paper = await startDemoPaper();
});
afterAll(() => paper.close());

describe('a node page of the demonstration paper', () => {
  it('has two body tags, a level layer and map scripts, and carriage returns mixed with bare line feeds', async () => {
    const { $, source } = await open(paper, frontOf('2023-02-25'));

    expect(source.match(/<body[\s>]/g)).toHaveLength(2);
    expect($('SPAN#leveldiv, span#leveldiv')).toHaveLength(1);
    expect($('script[for=pagepicmap]')).toHaveLength(3);
    expect(source).toMatch(/\r\n/);
    expect(source).toMatch(/[^\r]\n/);
    expect(source).toContain('charset=utf-8');
  });

  it('repeats the id pageLink on every link of the hidden list and of the shown one', async () => {
    const { $ } = await open(paper, frontOf('2023-02-25'));

    const hidden = links($, 'div#pgn #pageLink');
    const shown = links($, 'tbody td #pageLink');
    expect(hidden).toStrictEqual([
      ['node_22.htm', 'A01： 要闻'],
      ['node_23.htm', 'A02： 镇街'],
      ['node_38.htm', 'B01： 鹤山新闻'],
      ['node_45.htm', 'B02： 聚焦2023鹤山两会'],
    ]);
    expect(shown).toStrictEqual([
      ['./node_22.htm', '第A01版：要闻'],
      ['node_23.htm', '第A02版：镇街'],
      ['node_38.htm', '第B01版：鹤山新闻'],
      ['node_45.htm', '第B02版：聚焦2023鹤山两会'],
    ]);
    expect($('[id=pageLink]')).toHaveLength(8);
  });

  it('leaves a page slot out of some issues', async () => {
    const { $ } = await open(paper, frontOf('2023-02-23'));

    expect(links($, 'tbody td #pageLink').map(([href]) => href)).toStrictEqual([
      './node_22.htm',
      'node_23.htm',
      'node_25.htm',
    ]);
  });

  it('lists the same articles in its hot zones and in its titles', async () => {
    const { $, source } = await open(paper, 'html/2023-02/26/node_22.htm');

    const titles = links($, 'td.default > a[href^=content_]');
    expect(titles).toStrictEqual([
      ['content_667067.htm', '一条老街的十二时辰'],
      ['content_667068.htm', '白鹭镇新春招商签下15个项目'],
      ['content_667072.htm', '云溪镇今年新建高标准农田480公顷'],
    ]);
    expect(
      $('map area')
        .map((_, area) => $(area).attr('href'))
        .get(),
    ).toStrictEqual(titles.map(([href]) => href));
    expect(source).toContain('<MAP NAME="pagepicmap">');
    expect(source).toContain('USEMAP=#PagePicMap');
    expect(source).toContain(
      '<div style="display:inline" id=mp667072>云溪镇今年新建高标准农田<BR>480公顷</div>',
    );
    expect($('td > img[src$="checkbox.gif"]')).toHaveLength(3);
  });

  it('draws zones of at least four corners inside the scan, some of them not rectangles', async () => {
    const corners: number[] = [];
    for (const date of ISSUE_DATES) {
      const { $ } = await open(paper, frontOf(date));
      for (const area of $('map area')) {
        const coords = ($(area).attr('coords') ?? '').split(',').map(Number);
        corners.push(coords.length / 2);
        for (let at = 0; at < coords.length; at += 2) {
          expect(coords[at]).toBeLessThan(350);
          expect(coords[at + 1]).toBeLessThan(520);
        }
      }
    }

    expect([...new Set(corners)].sort((one, other) => one - other)).toStrictEqual([4, 6, 10]);
  });

  it('prints its date in pieces, with the weekday', async () => {
    const { $ } = await open(paper, frontOf('2023-02-25'));

    const masthead = $('td[width=240]')
      .text()
      .replace(/[ \r\n\u00a0]+/g, ' ')
      .trim();
    expect(masthead).toBe('2023 年 2 月 25 日　星期 六');
  });

  it('has arrows to its neighbours only, and a way back but none forward to another issue', async () => {
    const pagers: string[] = [];
    for (const node of ['node_22', 'node_23', 'node_45']) {
      const { $, source } = await open(paper, `html/2023-02/25/${node}.htm`);
      pagers.push($('td.px12 table').text().replace(/\s+/g, ''));
      expect($('a.preart[href="../24/node_22.htm"]').text()).toBe('上一期');
      expect(source).not.toContain('下一期');
    }

    expect(pagers).toStrictEqual(['4下一版', '上一版34下一版', '上一版3']);
  });

  it('goes back over the end of a month, and nowhere from the first issue', async () => {
    const march = await open(paper, frontOf('2023-03-01'));
    const first = await open(paper, frontOf('2020-02-19'));

    expect(march.source).toContain('href="../../2023-02/26/node_22.htm"');
    expect(first.source).not.toContain('上一期');
  });

  it('tells of itself in a comment after the end of the page', async () => {
    const { source } = await open(paper, 'html/2023-02/25/node_45.htm');

    const [, after] = source.split('</html>');
    expect(after).toMatch(
      /^\n<!--enpproperty <founder-date>2023-02-25 05:41:12<\/founder-date><founder-pagenum>B02<\/founder-pagenum><founder-papername>示范日报<\/founder-papername><founder-type>2<\/founder-type><founder-pagepicurl>sfrb\/page\/3\/2023-02-25\/B02\/\d+\.png<\/founder-pagepicurl><founder-content>示范日报<\/founder-content> \/enpproperty-->\r\n$/,
    );
  });
});

describe('an article page of the demonstration paper', () => {
  it('has its parts in the order of the template', async () => {
    const { $ } = await open(paper, 'html/2023-02/26/content_667067.htm');
    $('script, style, #pgn, title').remove();
    $('br').replaceWith('\n');
    $('tr').append('\n');

    expect(linesOf($.root().text().replaceAll('\u00a0', ' '))).toStrictEqual([
      '第A01版：要闻',
      '4下一版',
      '一条老街的十二时辰',
      '白鹭镇新春招商签下15个项目',
      '云溪镇今年新建高标准农田',
      '480公顷',
      '版面导航  |',
      '上一期',
      '下一篇4',
      '2023 年 2 月 26 日 星期',
      '放大 缩小 默认',
      '一条老街的十二时辰',
      '长堤街道旧城改造见闻',
      '清晨的长堤街，早点铺刚揭开蒸笼。',
      '清晨5时，长堤街的第一笼米糕出锅。这条680米长的老街，去年完成了改造：架空线入地4.3公里，修缮骑楼96栋。',
      '7时，上学的孩子从街口经过。改造之前，街上每天有1200辆汽车穿行；如今白天禁行，步行的人多了一倍。',
      '正午，茶楼里座无虚席。掌柜罗伯说，翻修期间停业4个月，重开以后月营业额比原来增长23%。',
      '（下转第A02版）',
      '下一篇4',
      'Copyright©2001-2008 daily.example, Demonstration Daily. Every word here is made up.',
      '示范日报社编印 示范新闻网出品 为演示而作 可以随意转载',
      '电子报编辑组 读者热线：86-000-1234567',
      '示备00000000号 演示许可证编号：示B0-00000000',
    ]);
  });

  it('puts the line above the title, the title, the line below and the author into one cell', async () => {
    const { $, source } = await open(paper, 'html/2024-02/22/content_695605.htm');

    const cell = $('td[align=center]:has(> strong)');
    expect(
      cell
        .children('span')
        .map((_, span) => $(span).text())
        .get(),
    ).toStrictEqual(['政府工作报告解读', '带你读懂鹤山2024年施工图', '文/郑一舟 冯采薇']);
    expect(source).toContain('>跑出加速度<BR>再上新台阶</strong>');
  });

  it('leaves the weekday empty and indents each paragraph with four no-break spaces', async () => {
    const { $ } = await open(paper, EDITED);

    expect($('font.weekday').text()).toBe('');
    const paragraphs = $('#ozoom > p')
      .map((_, p) => $(p).text())
      .get();
    expect(paragraphs).toHaveLength(3);
    for (const paragraph of paragraphs) expect(paragraph).toMatch(/^\u00a0{4}[^\u00a0]/);
  });

  it('has no article pager when it is alone on its page', async () => {
    const { $ } = await open(paper, 'html/2023-02/25/content_667000.htm');

    expect($('map area')).toHaveLength(1);
    expect($.root().text()).not.toMatch(/[上下]一篇/);
  });

  it('stands before its pictures and captions, each in a row, and they before the body', async () => {
    const { $, source } = await open(paper, 'html/2020-03/02/content_580896.htm');

    const rows = $('tr > td > span.px12:has(> img)');
    expect(rows.map((_, row) => $(row).text()).get()).toStrictEqual([
      '云溪镇上坪村：油菜花开在水渠两边，春分前后最盛。',
      '青竹镇竹坑村：头一场春笋破土，村民天不亮就上山。',
      '南埔镇海角村：渔船补好了网，等着开港。',
      '古榕镇榕荫村：三百年的老榕树又发了新芽。',
      '东岭镇茶亭村：采茶的队伍排到了山腰。',
    ]);
    expect(rows.find('img').first().attr('src')).toBe('../../../res/1/2020-03/02/A04/res01_attpic_brief.png');
    expect(source.indexOf('采茶的队伍')).toBeLessThan(source.indexOf('id=ozoom'));
  });

  it('may be pictures alone, with an empty body', async () => {
    const { $ } = await open(paper, 'html/2023-02/24/content_666924.htm');

    expect($('#ozoom').html()).toBe('');
    expect($('span.px12 img')).toHaveLength(2);
  });

  it('may go on on another page, each half linked to the other', async () => {
    const begins = await open(paper, 'html/2023-02/26/content_667067.htm');
    const goesOn = await open(paper, 'html/2023-02/26/content_667076.htm');

    expect(links(begins.$, '#ozoom > p:last-child a')).toStrictEqual([['content_667076.htm', '下转第A02版']]);
    expect(links(goesOn.$, '#ozoom > p:first-child a')).toStrictEqual([
      ['content_667067.htm', '上接第A01版'],
    ]);
  });

  it('tells of itself in a comment of type 1', async () => {
    const { source } = await open(paper, 'html/2024-02/22/content_695605.htm');

    expect(source.slice(source.indexOf('</html>'))).toContain(
      '<founder-type>1</founder-type><founder-title>跑出加速度 再上新台阶</founder-title>',
    );
  });
});

describe('the work reports of the demonstration paper', () => {
  it('stand on B02 of one issue each February, in a section of the two sessions', async () => {
    const labels: string[] = [];
    for (const date of REPORT_DATES) {
      const { $ } = await open(paper, frontOf(date).replace('node_22', 'node_45'));
      labels.push(`${date} ${$('td.px12[width=190]').text().trim()}`);
    }

    expect(labels).toStrictEqual([
      '2020-02-20 第B02版：聚焦2020鹤山两会',
      '2021-02-06 第B02版：聚焦2021鹤山两会',
      '2022-02-17 第B02版：聚焦2022鹤山两会',
      '2023-02-25 第B02版：聚焦2023鹤山两会',
      '2024-02-22 第B02版：聚焦2024鹤山两会',
    ]);
  });

  it('tell the known figures of 2022 and the targets of 2023 on 2023-02-25', async () => {
    const { $ } = await open(paper, 'html/2023-02/25/content_667000.htm');
    const lines = $('#ozoom > p')
      .map((_, p) => $(p).text().trim())
      .get();

    expect(lines.slice(4, 10)).toStrictEqual([
      '●地区生产总值达到458.51亿元，比上年增长2.8%',
      '●固定资产投资比上年增长5%',
      '●规模以上工业增加值达到194.83亿元，比上年增长4.1%',
      '●社会消费品零售总额达到158.86亿元，比上年增长2%',
      '●地方一般公共预算收入完成35.73亿元，按可比口径增长3.4%',
      '●外贸进出口总额为229.4亿元',
    ]);
    const targets = lines.indexOf('全年主要预期目标：');
    expect(lines.slice(targets + 1, targets + 12)).toStrictEqual([
      '地区生产总值增长8%，力争达到8.5%',
      '地方一般公共预算收入增长5%',
      '外贸进出口总额增长6%',
      '固定资产投资增长8%',
      '社会消费品零售总额增长6%',
      '居民收入增长与经济增长同步',
      '1',
      '把制造业做厚，',
      '夯实县域经济的底座',
      '(一)引来大项目',
      '1.组建12支招商小分队，重点走访珠三角和长三角企业。',
    ]);
  });

  it('name no gross domestic product for 2021, of which nothing is known', async () => {
    const { $ } = await open(paper, 'html/2022-02/17/content_637542.htm');

    expect($('#ozoom').text()).not.toMatch(/地区生产总值[\d.]+亿元|地区生产总值增长[\d.]+%/);
  });
});

function links($: CheerioAPI, selector: string): readonly [href: string, text: string][] {
  return $(selector)
    .map((_, link) => [[$(link).attr('href') ?? '', $(link).text()] satisfies [string, string]])
    .get();
}
