import { declareEnum } from '../../kit/slice';

/** 申请的状态: DRAFT→SUBMITTED→CHECKED→(GRANTED|FORWARDED)→(AGREED|REFUSED|EXTENDED|OVERDUE)→PROVIDED→(SUSPENDED|EXPIRED|REVOKED). */
export enum ApplicationState {
  DRAFT = 'DRAFT',
  SUBMITTED = 'SUBMITTED',
  CHECKED = 'CHECKED',
  GRANTED = 'GRANTED',
  FORWARDED = 'FORWARDED',
  AGREED = 'AGREED',
  REFUSED = 'REFUSED',
  EXTENDED = 'EXTENDED',
  OVERDUE = 'OVERDUE',
  PROVIDED = 'PROVIDED',
  SUSPENDED = 'SUSPENDED',
  EXPIRED = 'EXPIRED',
  REVOKED = 'REVOKED',
  WITHDRAWN = 'WITHDRAWN',
}

export const applicationStates: Readonly<Record<ApplicationState, string>> = {
  DRAFT: '草稿',
  SUBMITTED: '已提交',
  CHECKED: '已审核',
  GRANTED: '已授权',
  FORWARDED: '已转提供方',
  AGREED: '已同意',
  REFUSED: '已拒绝',
  EXTENDED: '已延期',
  OVERDUE: '逾期未答复',
  PROVIDED: '已提供',
  SUSPENDED: '已暂停',
  EXPIRED: '已到期',
  REVOKED: '已撤销',
  WITHDRAWN: '已撤回',
};
declareEnum(ApplicationState, { name: 'ApplicationState', zh: '共享申请的状态', labels: applicationStates });

/** In which capacity a unit meets an application. */
export enum ApplicationRole {
  APPLICANT = 'APPLICANT',
  PROVIDER = 'PROVIDER',
  AUTHORITY = 'AUTHORITY',
}
declareEnum(ApplicationRole, {
  name: 'ApplicationRole',
  zh: '在共享申请中的身份',
  labels: { APPLICANT: '需求方', PROVIDER: '提供方', AUTHORITY: '主管部门' },
});

/** 共享方式 (GB/T 21063). */
export enum SharingManner {
  QUERY = 'QUERY',
  LIST = 'LIST',
  FEED = 'FEED',
}
declareEnum(SharingManner, {
  name: 'SharingManner',
  zh: '共享方式',
  labels: { QUERY: '查询核验', LIST: '批量查询', FEED: '变动推送' },
});
