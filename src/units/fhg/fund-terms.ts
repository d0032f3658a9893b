import { declareEnum } from '../../kit/slice';

/** 投资阶段, in the order in which an investment passes through them. */
export enum FundStage {
  CONTACT = 'CONTACT',
  DUE_DILIGENCE = 'DUE_DILIGENCE',
  DECISION = 'DECISION',
  INVESTED = 'INVESTED',
  EXITED = 'EXITED',
}
declareEnum(FundStage, {
  name: 'FundStage',
  zh: '专项引导基金投资阶段',
  labels: { CONTACT: '接洽', DUE_DILIGENCE: '尽调', DECISION: '投决', INVESTED: '投后', EXITED: '退出' },
});

/** 方案 第6条: the three ways in which the fund may invest. */
export enum FundInstrument {
  EQUITY = 'EQUITY',
  FIXED_INCOME = 'FIXED_INCOME',
  MEZZANINE = 'MEZZANINE',
}
declareEnum(FundInstrument, {
  name: 'FundInstrument',
  zh: '专项引导基金投资方式',
  labels: { EQUITY: '权益', FIXED_INCOME: '固定收益', MEZZANINE: '夹层' },
});
