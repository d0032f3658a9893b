import DataLoader from 'dataloader';
import { Field, ObjectType } from 'type-graphql';
import { registerSharedEnum } from '../kit/declare-types';
import { kept } from '../kit/kept';
import { Refusal } from '../kit/refusal';
import { distinct, evidenceByValue, type Evidence } from '../kit/rules/evidence';
import { judge } from '../kit/rules/judge';
import { beforeRule, isInForce } from '../kit/rules/period';
import { AmountResult, CriterionResult, CriterionState, RuleQuestion } from '../kit/rules/result';
import { asked, evidenceOf, thresholdText } from '../kit/rules/rule-set';
import { DateScalar } from '../kit/scalars';
import { declareEnum } from '../kit/slice';
import type { PlanRule } from '../measures/plan-rule';
import { planRuleOn, planRules } from '../measures/plan-rules';
import type { HubContext } from './hub-context';

/** The rules that judge one enterprise; those about the province are told by `planScorecard`. */
export enum EnterpriseRule {
  R2 = 'R2',
  R4A = 'R4A',
  R4B = 'R4B',
  R5 = 'R5',
  R6 = 'R6',
  R7 = 'R7',
  R8 = 'R8',
  R14 = 'R14',
  R18 = 'R18',
  R19 = 'R19',
}
declareEnum(EnterpriseRule, {
  name: 'EnterpriseRule',
  zh: '方案中判断一家企业的规则',
  labels: {
    R2: '培育库缺口（第2条）',
    R4A: '小升规培育对象（第4条）',
    R4B: '股改培育对象（第4条）',
    R5: '省级一次性奖励（第5条）',
    R6: '专项引导基金投向（第6条）',
    R7: '国有房屋租金减免（第7条）',
    R8: '政府采购价格扣除（第8条）',
    R14: '知识产权交易补助（第14条）；asOf 为交易日',
    R18: '用电保障（第3条、第18条）',
    R19: '星级管家服务（第19条）',
  },
});
registerSharedEnum(EnterpriseRule);

@ObjectType({ description: '规则的一项条件' })
export class PlanRuleCriterion {
  @Field(() => String, { description: '条件编号' })
  code!: string;

  @Field(() => String, { description: '条件' })
  requirement!: string;

  @Field(() => String, { description: '阈值' })
  threshold!: string;

  @Field(() => String, { description: '期间' })
  period!: string;

  @Field(() => [String], { description: '证明单位代码；空为全省的数字' })
  witnesses!: readonly string[];

  @Field(() => String, { nullable: true, description: '选项组：同组各项满足其一即可' })
  anyOf!: string | null;

  @Field(() => String, { description: '数字的出处：[S] 原文，[S2] 转引，[M] 未核实，[I] 推断' })
  provenance!: string;
}

@ObjectType({ description: '规则允许的数额' })
export class PlanRuleAmount {
  @Field(() => String, { description: '名称' })
  title!: string;

  @Field(() => [String], { description: '限额，取最低者' })
  bounds!: readonly string[];

  @Field(() => String, { description: '出处' })
  provenance!: string;
}

@ObjectType({ description: '方案（2022-03-18）的一条规则的一个版本' })
export class PlanRuleText {
  @Field(() => String, { description: '编号' })
  id!: string;

  @Field(() => String, { description: '名称' })
  title!: string;

  @Field(() => String, { description: '措施 M01…M22，或 GOALS 发展目标' })
  measure!: string;

  @Field(() => Boolean, {
    description: '判断一家企业（见 Enterprise.planRule）；否则是全省的数字（见 figures）',
  })
  isAboutEnterprise!: boolean;

  @Field(() => String, { description: '版本' })
  version!: string;

  @Field(() => String, { description: '依据' })
  basis!: string;

  @Field(() => DateScalar, { description: '施行日' })
  validFrom!: string;

  @Field(() => DateScalar, { nullable: true, description: '末日（含当日）；空为未定' })
  validUntil!: string | null;

  @Field(() => String, { description: '算式' })
  formula!: string;

  @Field(() => String, { description: '“符合”的含义' })
  says!: string;

  @Field(() => [PlanRuleCriterion], { description: '各项条件' })
  criteria!: readonly PlanRuleCriterion[];

  @Field(() => [PlanRuleAmount], { description: '允许的数额' })
  amounts!: readonly PlanRuleAmount[];

  @Field(() => [String], { description: '办理时遵守它的 mutation' })
  keptBy!: readonly string[];

  @Field(() => [String], { description: 'planScorecard 中反映它的指标' })
  figures!: readonly string[];

  @Field(() => [RuleQuestion], { description: '疑义与所取的解释' })
  questions!: readonly RuleQuestion[];
}

@ObjectType({ description: '以方案的一条规则判断一家企业' })
export class PlanRuleReport {
  @Field(() => EnterpriseRule, { description: '规则' })
  rule!: string;

  @Field(() => String, { description: '名称' })
  title!: string;

  @Field(() => String, { description: '版本' })
  version!: string;

  @Field(() => String, { description: '依据' })
  basis!: string;

  @Field(() => DateScalar, { description: '判断所依的日期' })
  asOf!: string;

  @Field(() => Boolean, { description: '该版本在此日期施行' })
  isInForce!: boolean;

  @Field(() => CriterionState, { description: '总的判断：有一项不符合即不符合，全部符合才符合' })
  verdict!: CriterionState;

  @Field(() => String, { description: '“符合”的含义' })
  says!: string;

  @Field(() => [CriterionResult], { description: '逐项核验' })
  criteria!: readonly CriterionResult[];

  @Field(() => [AmountResult], { description: '数额：上限，不是应得' })
  amounts!: readonly AmountResult[];

  @Field(() => [RuleQuestion], { description: '规则中的疑义与所取的解释' })
  questions!: readonly RuleQuestion[];
}

/** All rules with all versions, or those in force on a day. */
export function planRuleTexts(asOf: string | null | undefined): PlanRuleText[] {
  const wanted =
    typeof asOf === 'string'
      ? planRules.filter(({ validFrom, validUntil = asOf }) => validFrom <= asOf && asOf <= validUntil)
      : planRules;
  return wanted.map((rule) => ({
    id: rule.id,
    title: rule.title,
    measure: rule.measure,
    isAboutEnterprise: rule.about === 'ENTERPRISE',
    version: rule.version,
    basis: rule.basis,
    validFrom: rule.validFrom,
    validUntil: rule.validUntil ?? null,
    formula: rule.formula,
    says: rule.says,
    criteria: rule.criteria.map(({ code, requirement, threshold, period, condition, anyOf, provenance }) => ({
      code,
      requirement,
      threshold: thresholdText(threshold),
      period,
      witnesses: [...new Set(asked(condition).map(({ owner }) => owner))],
      anyOf: anyOf ?? null,
      provenance,
    })),
    amounts: (rule.amounts ?? []).map(({ title, leastOf, provenance }) => ({
      title,
      bounds: leastOf.map(({ says }) => says),
      provenance,
    })),
    keptBy: rule.keptBy ?? [],
    figures: rule.figures ?? [],
    questions: rule.questions,
  }));
}

const enterpriseRules = planRules.filter(({ about }) => about === 'ENTERPRISE');

/** All that a rule may ask of the owners; which of it is asked depends on the rule. */
export const planRuleEvidence: readonly Evidence[] = distinct(
  enterpriseRules.flatMap((rule) => evidenceOf(rule)),
);
evidenceByValue(
  'EnterpriseRule',
  Object.fromEntries(
    Object.values(EnterpriseRule).map((id) => [
      id,
      enterpriseRules.filter((rule) => rule.id === id).flatMap((rule) => evidenceOf(rule)),
    ]),
  ),
);

/** Judges an enterprise by what its owners tell the caller; enterprises of one request are asked about together. */
export async function planRuleReport(
  hub: HubContext,
  uscc: string,
  id: EnterpriseRule,
  asOf: string | null | undefined,
): Promise<PlanRuleReport> {
  const day = asOf ?? hub.today;
  const rule = planRuleOn(id, day);
  const refusal = beforeRule(rule, day, 'Enterprise.planRule') ?? afterToday(hub, day);
  if (refusal !== undefined) throw refusal;
  const loader = kept(hub.loaders, `plan rule ${id} ${day}`, () => testimonyLoader(hub, rule, day));
  const testimony = await (loader as ReturnType<typeof testimonyLoader>).load(uscc);
  const { title, version, basis, says, questions } = rule;
  return {
    rule: id,
    title,
    version,
    basis,
    asOf: day,
    isInForce: isInForce(rule, day, false),
    says,
    questions,
    ...judge(rule, { day, isRenewal: false, testimony, held: {} }),
  };
}

function testimonyLoader(hub: HubContext, rule: PlanRule, day: string) {
  return new DataLoader(async (usccs: readonly string[]) => {
    const all = await hub.testimonyOf(evidenceOf(rule), usccs, day);
    return usccs.map((uscc) => all.get(uscc) ?? new Map());
  });
}

/** What has not happened yet no owner can witness. */
function afterToday(hub: HubContext, day: string): Refusal | undefined {
  return day <= hub.today
    ? undefined
    : new Refusal({
        code: 'BAD_USER_INPUT',
        about: `asOf 不能晚于今日（${hub.today}）`,
        field: 'Enterprise.planRule',
      });
}
