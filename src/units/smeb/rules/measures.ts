import type { RecordedQuestion } from '../../../kit/rules/rule-set';

/** Days in force of 63号 [M]; after its end it still serves renewals of 2026 [S2]. */
export const MEASURES_2022 = {
  version: '2022',
  basis: '工信部企业〔2022〕63号',
  validFrom: '2022-08-01',
  validUntil: '2026-03-31',
  renewalsUntil: '2026-12-31',
} as const;

export const MEASURES_2026 = {
  version: '2026',
  basis: '工信部企业〔2026〕2号',
  validFrom: '2026-04-01',
} as const;

/** What all standards leave open. */
export const commonQuestions: readonly RecordedQuestion[] = [
  {
    code: 'NOW',
    text: '判断日期不是今日时，没有历史的事实（登记、知识产权、数字化水平）依哪一日',
    reading: '依今日的记录；按年度提供的依判断日期的上年度',
    provenance: '[I]',
  },
  {
    code: 'THREE_YEARS',
    text: '“近三年”是否计入当年',
    reading: '判断日期所在年之前的三个年度，当年已有的也计入',
    provenance: '[I]',
  },
];

/** What 63号 and 2号 both say of rights. */
export const rightsQuestion: RecordedQuestion = {
  code: 'RIGHTS',
  text: 'I 类知识产权是否与主导产品相关、实际应用并产生效益，登记机关不记载',
  reading: '件数不足即不符合；件数足够时须人工审核',
  provenance: '[I]',
};

export const growthQuestion: RecordedQuestion = {
  code: 'GROWTH',
  text: '两年“平均增长率”是复合增长率还是两年增长率的算术平均',
  reading: '年均复合增长率，以三年前为基数；基数为零的无增长率',
  provenance: '[I]',
};
