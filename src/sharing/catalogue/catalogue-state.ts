import { declareEnum } from '../../kit/slice';
import { isLegalBasis } from '../legal-basis';
import type { Need, StateTable, Step } from '../state-table';

/** 目录: the department drafts, the authority reviews and publishes (条例809 第12–17条). */
export enum CatalogueState {
  DRAFT = 'DRAFT',
  SUBMITTED = 'SUBMITTED',
  REVIEWED = 'REVIEWED',
  PUBLISHED = 'PUBLISHED',
  SUPERSEDED = 'SUPERSEDED',
}

const catalogueStates: Readonly<Record<CatalogueState, string>> = {
  DRAFT: '草稿',
  SUBMITTED: '待审核',
  REVIEWED: '已审核',
  PUBLISHED: '已发布',
  SUPERSEDED: '已由新版取代',
};
declareEnum(CatalogueState, { name: 'CatalogueState', zh: '目录版本的状态', labels: catalogueStates });

export type CatalogueRole = 'PROVIDER' | 'AUTHORITY';
export type CatalogueClock = 'START_PUBLICATION' | 'END';

export interface CatalogueFacts {
  readonly official: string;
  readonly preparedBy: string | null;
  readonly reason: string | null;
  readonly basis: string | null;
}

const need = (says: string, isMet: (facts: CatalogueFacts) => boolean): Need<CatalogueFacts> => ({
  says,
  isMet,
});
const reason = need('请填写理由', (facts) => (facts.reason ?? '').trim() !== '');
const basis = need('请写明法律依据：法规名称与条款，或文号', (facts) => isLegalBasis(facts.basis));
const prepared = need('还没有经办人准备：请先由经办人办理', (facts) => facts.preparedBy !== null);
const otherOfficial = need(
  '经办人不得审定自己准备的事项：请由本单位另一位经办人办理',
  (facts) => facts.preparedBy !== facts.official,
);
const byTwo = [prepared, otherOfficial];

const catalogueActs = {
  draftCatalogue: '起草目录',
  submitCatalogue: '报送目录',
  reviewCatalogue: '审核目录',
  returnCatalogue: '退回目录',
  publishCatalogue: '发布目录',
} as const;

export type CatalogueAct = keyof typeof catalogueActs;
type State = `${CatalogueState}`;
type CatalogueStep = Step<State, CatalogueAct, CatalogueRole, CatalogueFacts, CatalogueClock>;

const step = (
  from: State,
  act: CatalogueAct,
  role: CatalogueRole,
  to: State,
  terms: Partial<Pick<CatalogueStep, 'needs' | 'clock' | 'prepares'>> = {},
): CatalogueStep => ({ from, act, role, to, needs: [], clock: undefined, prepares: false, ...terms });

export const catalogueTable: StateTable<State, CatalogueAct, CatalogueRole, CatalogueFacts, CatalogueClock> =
  {
    matter: '目录版本',
    states: catalogueStates,
    acts: catalogueActs,
    roles: { PROVIDER: '提供方', AUTHORITY: '主管部门' },
    steps: [
      step('DRAFT', 'draftCatalogue', 'PROVIDER', 'DRAFT', { prepares: true }),
      step('DRAFT', 'submitCatalogue', 'PROVIDER', 'SUBMITTED', { needs: byTwo, clock: 'START_PUBLICATION' }),
      step('SUBMITTED', 'reviewCatalogue', 'AUTHORITY', 'REVIEWED', { prepares: true }),
      step('SUBMITTED', 'returnCatalogue', 'AUTHORITY', 'DRAFT', { needs: [reason, basis], clock: 'END' }),
      step('REVIEWED', 'returnCatalogue', 'AUTHORITY', 'DRAFT', { needs: [reason, basis], clock: 'END' }),
      step('REVIEWED', 'publishCatalogue', 'AUTHORITY', 'PUBLISHED', { needs: byTwo, clock: 'END' }),
    ],
  };
