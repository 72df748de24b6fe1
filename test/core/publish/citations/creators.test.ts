import { describe, expect, it } from 'vitest';
import { creatorsOf } from '../../../../core/publish/citations/creators.ts';

describe('who wrote an article', () => {
  it.each([
    ['文/甲某 乙某', ['甲某', '乙某']],
    ['江门日报讯 （记者/甲某 通讯员/乙某 丙某）', ['甲某', '乙某', '丙某']],
    ['据新华社北京2月25日电（记者甲某）', ['甲某']],
    ['本报北京10月18日讯（记者 甲某、乙某）', ['甲某', '乙某']],
    ['本报讯 记者甲某报道', ['甲某']],
    ['（文/图 记者/甲某 乙某）', ['甲某', '乙某']],
    ['文/甲某 图/乙某', ['甲某']],
    ['图/乙某 文/甲某', ['甲某']],
    ['摄影/乙某', []],
    ['统筹/丙某\n撰文/甲某', ['甲某']],
    ['本报记者 甲　某 欧阳某某', ['甲某', '欧阳某某']],
    ['示范日报·全媒体记者 甲某', ['甲某']],
    ['文/示范日报小记者 甲某某 乙某某', ['甲某某', '乙某某']],
    ['记者/阿依古丽·买买提 John Smith', ['阿依古丽·买买提', 'John Smith']],
    ['台山市市长 甲某', ['甲某']],
    ['台山市统计局', ['台山市统计局']],
    ['本报讯', []],
    ['文/甲某 甲某', ['甲某']],
    ['文/𠮷某', ['𠮷某']],
  ])('%s', (byline, creators) => {
    expect(creatorsOf(byline)).toEqual(creators);
  });

  it('is nobody without a byline', () => {
    expect(creatorsOf(null)).toEqual([]);
    expect(creatorsOf('')).toEqual([]);
  });
});
