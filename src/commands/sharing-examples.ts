import type { Example } from '../gateway/playground-routes';
import { SHARING_PURPOSE } from '../kit/purposes';
import { dayAfter, workingCalendar } from '../sharing/clocks/working-calendar';
import type { OpenDatabases } from './databases';

/**
 * The life of two applications, step by step, each as the official whose step it is: run in their order they lead from a
 * draft to an agreement and to a refusal that is disputed.
 */
export async function sharingExamples(databases: OpenDatabases, today: string): Promise<Example[]> {
  const { pool } = databases.hub.reading;
  const drafted = await pool.query<{ no: string }>(
    `SELECT result->>'no' AS no FROM change_key WHERE scope = 'FIN' AND key = 'example-draft'`,
  );
  const next = await pool.query<{ no: string }>(
    `SELECT 'A-' || (CASE WHEN is_called THEN last_value + 1 ELSE last_value END) AS no FROM sharing_number`,
  );
  const tax = drafted.rows[0]?.no ?? next.rows[0]?.no ?? '';
  const smeb = `A-${Number(tax.slice(2)) + 1}`;
  const both = { tax, smeb };
  const term = { from: dayAfter(today, 30), until: dayAfter(today, 365) };
  const steps = [
    step('FIN', 'clerk', '起草申请：一次向两个提供方', documents.draft, term),
    step('FIN', 'approver', '提交申请（另一位经办人）', documents.submit, both),
    step('DATA', 'clerk', '审核申请', documents.check, both),
    step('DATA', 'approver', '转提供方答复', documents.forward, both),
    step('TAX', 'clerk', '拟同意', documents.proposeAgreement, { tax }),
    step('TAX', 'approver', '同意共享', documents.agree, { tax }),
    step('SMEB', 'clerk', '延长答复', documents.extend, { smeb }),
    step('SMEB', 'clerk', '拟拒绝：理由与法律依据', documents.proposeRefusal, { smeb }),
    step('SMEB', 'approver', '拒绝共享', documents.refuse, { smeb }),
    step('FIN', 'clerk', '提出争议', documents.dispute, { smeb }),
    step('FIN', 'main', '本单位的申请、时限与争议', documents.own),
    step('DATA', 'main', '催办：将到期与逾期的事项', documents.overdue),
    step('FIN', 'main', '共享目录，谁可以读一个字段', documents.catalogue),
  ];
  // Periods that end in a year without a calendar are refused: then only what starts none is shown.
  const isCounted = workingCalendar().years.has(Number(dayAfter(today, 45).slice(0, 4)));
  return steps
    .filter((_, at) => isCounted || at === 0 || at >= steps.length - 3)
    .map((example, at) => ({ ...example, id: `共享-${String(at + 1).padStart(2, '0')}` }));
}

function step(
  unit: string,
  system: string,
  title: string,
  query: string,
  variables: Readonly<Record<string, string>> = {},
): Omit<Example, 'id'> {
  return {
    title,
    note: '按次序运行；同一办理号重发，得首次的结果',
    unit,
    purpose: SHARING_PURPOSE,
    consumer: { unit, system },
    query,
    variables,
  };
}

/** The same act on both applications. */
const onBoth = (name: string, act: string): string => `mutation ${name}($tax: ID!, $smeb: ID!) {
  tax: ${act}(key: "example-${act}-tax", input: { no: $tax }) { no repeated receipt }
  smeb: ${act}(key: "example-${act}-smeb", input: { no: $smeb }) { no repeated receipt }
}`;

const documents = {
  draft: `mutation Draft($from: Date!, $until: Date!) {
  draftApplication(key: "example-draft", input: {
    fields: ["Tax.revenueBand", "Cultivation.marketShareClaim"], purpose: "M05"
    basis: "方案 第5条；政务数据共享条例 第21条", scene: "核定专项资金奖励"
    manner: QUERY, startsOn: $from, endsOn: $until
  }) { no count repeated receipt }
}`,
  submit: onBoth('Submit', 'submitApplication'),
  check: onBoth('Check', 'checkApplication'),
  forward: onBoth('Forward', 'forwardApplication'),
  proposeAgreement: `mutation ProposeAgreement($tax: ID!) {
  proposeAgreement(key: "example-propose-tax", input: { no: $tax }) { no repeated receipt }
}`,
  agree: `mutation Agree($tax: ID!) {
  agreeToApplication(key: "example-agree-tax", input: { no: $tax }) { no repeated receipt }
}`,
  extend: `mutation Extend($smeb: ID!) {
  extendReply(key: "example-extend-smeb", input: { no: $smeb, reason: "与业务处室会商", workingDays: 3 }) { no repeated receipt }
}`,
  proposeRefusal: `mutation ProposeRefusal($smeb: ID!) {
  proposeRefusal(key: "example-refusal-smeb", input: {
    no: $smeb, reason: "企业自报，尚未核实", basis: "政务数据共享条例 第18条"
  }) { no repeated receipt }
}`,
  refuse: `mutation Refuse($smeb: ID!) {
  refuseApplication(key: "example-refuse-smeb", input: { no: $smeb }) { no repeated receipt }
}`,
  dispute: `mutation Dispute($smeb: ID!) {
  openDispute(key: "example-dispute-smeb", input: {
    application: $smeb, matter: "自报数据亦属职责范围内的数据，请注明来源后提供", basis: "政务数据共享条例 第14条"
  }) { no repeated receipt }
}`,
  own: `query OwnApplications {
  applications(first: 10) { edges { node {
    no provider state reason reasonBasis fields { field zh share }
    deadlines { step responsibleName dueOn daysLeft isOverdue source provenance verifiedBy }
    life { at act actor from to note }
    disputes { no state openedBy }
  } } }
}`,
  overdue: `query Overdue {
  overdue(within: 2) { edges { node { kind no deadline { step responsibleName dueOn isOverdue source provenance } } } }
}`,
  catalogue: `query Catalogue {
  catalogue(unit: "TAX") { code name summary shares publishedVersion items { field zh dataType share condition basis level } }
  whoMayRead(field: "Tax.sizeClass") { reader unitName purposes outcome needsConsent agreement validUntil }
  viewer { whatMayIRead(purpose: "M05") { field zh agreement } }
}`,
} as const;
