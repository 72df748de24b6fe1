import { describe, expect, test } from 'vitest';
import { foldWidths } from '../../../../core/read/fold-widths.ts';
import { closingCredit, dispatchEnd, isByline, isCaption } from '../../../../core/read/page/credits.ts';
import { TEXT, documentOfText, pageOf } from './read-document.ts';

function asked<T>(question: (folded: string, span: { start: number; end: number }) => T, line: string): T {
  return question(foldWidths(line), { start: 0, end: line.length });
}

describe('a byline', () => {
  test.each([
    '文/甲某 乙某',
    '文／甲某',
    '□统筹/甲某 乙某',
    '文、图/甲某',
    '图文/甲某',
    '文/图 本报记者 甲某',
    '文/示范日报小记者 甲某 乙某',
    '本报记者 甲某',
    '■本报记者 甲某 通讯员 乙某',
    '□ 记者 甲某 文/图',
    '见习记者　甲某',
    '农村报·中国农网记者 甲某',
    '（记者 甲某）',
    '（本报记者 甲某 通讯员 乙某）',
    '（新华社记者 甲某 参与采写）',
    '（据新华社北京2月25日电）',
    '责任编辑：甲某',
    '记者：甲某',
    '来源：示范日报',
  ])('is %s', (line) => {
    expect(asked(isByline, line)).toBe(true);
  });

  test.each([
    '记者从会上获悉，今年将修路15公里。',
    '记者：今年有什么打算？',
    '记者：请谈谈今年的打算',
    '记者：您好',
    '记者手记',
    '图：会场外景',
    '文化惠民再升级',
    '编辑部的一天',
    '（掌声）',
  ])('is not %s', (line) => {
    expect(asked(isByline, line)).toBe(false);
  });

  test('is the beginning of the text where no line is one', () => {
    const bylineOf = (...lines: string[]) => documentOfText(pageOf(...lines)).byline;
    expect(bylineOf(`示范日报讯 （记者/甲某 通讯员/乙某）${TEXT}`)).toBe(
      '示范日报讯 （记者/甲某 通讯员/乙某）',
    );
    expect(bylineOf(`据新华社北京2月25日电（记者甲某）${TEXT}`)).toBe('据新华社北京2月25日电（记者甲某）');
    expect(bylineOf(`本报北京10月18日讯（记者 甲某）${TEXT}`)).toBe('本报北京10月18日讯（记者 甲某）');
    expect(bylineOf(`本报讯 记者甲某报道：${TEXT}`)).toBe('本报讯 记者甲某报道');
    expect(bylineOf(`本报讯 ${TEXT}`)).toBe('本报讯');
    expect(bylineOf(`本报讯 ${TEXT}`, `${TEXT}（本报记者 甲某）`)).toBe('本报记者 甲某');
    expect(bylineOf(`示范日报讯 （记者/甲某）${TEXT}`, '文/乙某')).toBe('文/乙某');
    expect(bylineOf(TEXT)).toBeNull();
  });

  test('at the beginning of the text stays a part of it', () => {
    const line = `示范日报讯 （记者/甲某）${TEXT}`;
    expect(documentOfText(pageOf(line)).blocks.map(({ text }) => text)).toEqual([line]);
  });

  test.each(['通讯员队伍不断壮大', '资讯发达', '用电量增长'])('is not in %s', (line) => {
    expect([asked(dispatchEnd, line), asked(closingCredit, line)]).toEqual([null, null]);
  });
});

describe('a caption in the body', () => {
  test.each([
    '图①：渔港清晨。',
    '图1：渔港清晨',
    '左图：渔港清晨',
    '图为渔港清晨。',
    '▲渔港清晨。（资料图片）',
    '▲ 渔港清晨。甲某 摄',
    '渔港清晨。 本报记者 甲某 摄',
    '渔港清晨。（甲某摄）',
    '本版图片均由受访者提供',
  ])('is %s', (line) => {
    expect(asked(isCaption, line)).toBe(true);
  });

  test.each(['▲渔港经济', '图书馆今日开放。', '图强之路', '摄影展今日开幕。', '他爱好拍摄'])(
    'is not %s',
    (line) => {
      expect(asked(isCaption, line)).toBe(false);
    },
  );

  test('is told among the captions, and heads nothing', () => {
    const { captions, blocks } = documentOfText(pageOf(TEXT, '图①：渔港清晨', TEXT));
    expect([captions, blocks.map(({ kind }) => kind)]).toEqual([
      ['图①：渔港清晨'],
      ['paragraph', 'paragraph'],
    ]);
  });
});
