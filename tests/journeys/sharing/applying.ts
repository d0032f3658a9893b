import type { Answer } from '../../support/ask';
import type { MovedHub, Who } from '../../support/moved-hub';

/** FIN asks TAX for what is shared on condition, for the awards of measure 5. */
export const conditional = {
  fields: ['Tax.revenueBand'],
  purpose: 'M05',
  basis: '方案 第5条；政务数据共享条例 第21条',
  scene: '核定专项资金奖励',
  manner: 'QUERY',
};
/** FIN asks TAX for what is shared unconditionally. */
export const unconditional = { ...conditional, fields: ['Tax.sizeClass', 'Tax.taxpayerStatus'] };

/** The officials who act in turn: who prepares, and who decides. */
export const fin = { prepares: 'FIN.clerk', decides: 'FIN.approver' };
export const tax = { prepares: 'TAX.clerk', decides: 'TAX.approver' };
export const data = { prepares: 'DATA.clerk', decides: 'DATA.approver' };

export interface Officials {
  readonly prepares: string;
  readonly decides: string;
}

/** The number of what an act made; fails the test where it was refused. */
export function noOf(answer: Answer, name: string): string {
  if (answer.errors.length > 0)
    throw new Error(`${name}: ${answer.errors.map(({ message }) => message).join('; ')}`);
  return String(answer.data[name].no);
}

/** Steps of an application by their officials, each of which must succeed. */
export function applying(hub: MovedHub) {
  const done = async (official: Who, name: string, input: object): Promise<string> =>
    noOf(await hub.act(official, name, input), name);
  const draft = (content: object = conditional, by: Officials = fin, until = '2027-06-30'): Promise<string> =>
    done(by.prepares, 'draftApplication', { startsOn: hub.today(), endsOn: until, ...content });
  const submitted = async (content: object = conditional, by: Officials = fin): Promise<string> => {
    const no = await draft(content, by);
    await done(by.decides, 'submitApplication', { no });
    return no;
  };
  const checked = async (content: object = conditional, by: Officials = fin): Promise<string> => {
    const no = await submitted(content, by);
    await done(data.prepares, 'checkApplication', { no });
    return no;
  };
  const forwarded = async (content: object = conditional, by: Officials = fin): Promise<string> => {
    const no = await checked(content, by);
    await done(data.decides, 'forwardApplication', { no });
    return no;
  };
  const agree = async (no: string, by: Officials = tax): Promise<void> => {
    await done(by.prepares, 'proposeAgreement', { no });
    await done(by.decides, 'agreeToApplication', { no });
  };
  const refuse = async (no: string, by: Officials = tax): Promise<void> => {
    await done(by.prepares, 'proposeRefusal', {
      no,
      reason: '区间仍可推知单户税收情况',
      basis: '税收征收管理法 第8条',
    });
    await done(by.decides, 'refuseApplication', { no });
  };
  return { done, draft, submitted, checked, forwarded, agree, refuse };
}

export const APPLICATION = `query ($no: ID!) { application(no: $no) {
  no applicant provider state version isConditional isPrepared reason reasonBasis renews endsOn
  fields { field zh share }
  deadlines { step responsible startedOn dueOn pausedOn endedOn daysLeft isOverdue rule source provenance verifiedBy }
  life { act actor from to note }
} }`;
