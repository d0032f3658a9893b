import { Resolver } from 'type-graphql';
import { Change, type ChangeDone, type ChangeOptions, type OpenChange } from '../../kit/change';
import { checkText } from '../../kit/change-checks';
import { Refusal } from '../../kit/refusal';
import { noteAct } from '../acts';
import { hubOf } from '../hub-context';
import type { Application, ApplicationContent } from './application';
import {
  ApplicationAmendment,
  ApplicationInput,
  ApplicationNo,
  ApplicationReason,
  ApplicationRenewal,
} from './application-input';
import { addApplication, setContent } from './application-store';
import { contentsOf } from './cart';
import { contentFault, isConditional, missingContent } from './content-faults';
import { takeStep } from './take-step';
import { applicationActs } from './transitions';

const BASIS = '政务数据共享条例 第21–22条';
const byUnit = (zh: string): ChangeOptions => ({ zh, basis: BASIS, makers: ['UNIT'] });

@Resolver()
export class ApplicantActs {
  /** A cart becomes one application to each owner whose fields it names; the number told is that of the cart. */
  @Change(ApplicationInput, byUnit('起草申请'))
  async draftApplication(input: ApplicationInput, change: OpenChange): Promise<ChangeDone> {
    const contents = contentsOf(input, hubOf(change));
    if (contents.length === 0)
      throw change.refusal('没有可申请的字段：请填 fields，或填由本单位办理的典型业务编号 operation');
    let cart: string | undefined;
    for (const content of contents) {
      const no = await draft(change, content, cart, null);
      cart ??= no;
    }
    return { no: cart ?? '', count: contents.length };
  }

  @Change(ApplicationAmendment, byUnit(applicationActs.amendApplication))
  async amendApplication(input: ApplicationAmendment, change: OpenChange): Promise<ChangeDone> {
    const before = await takeStep(change, input.no, 'amendApplication');
    const [content, ...others] = contentsOf(input, hubOf(change));
    if (content === undefined || others.length > 0 || content.provider !== before.provider)
      throw change.refusal(`一份申请只向一个提供方（${before.provider}）：其他字段请另行起草`);
    checkContent(change, content);
    await setContent(change, input.no, { ...content, isConditional: conditional(change, content) });
    return { no: input.no };
  }

  @Change(ApplicationNo, byUnit(applicationActs.submitApplication))
  async submitApplication({ no }: ApplicationNo, change: OpenChange): Promise<ChangeDone> {
    const application = await takeStep(change, no, 'submitApplication');
    checkContent(change, application);
    const missing = missingContent(application);
    if (missing !== undefined) throw change.refusal(missing);
    return { no };
  }

  @Change(ApplicationReason, byUnit(applicationActs.withdrawApplication))
  async withdrawApplication({ no, reason }: ApplicationReason, change: OpenChange): Promise<ChangeDone> {
    await takeStep(change, no, 'withdrawApplication', { reason });
    return { no };
  }

  @Change(ApplicationReason, byUnit(applicationActs.supplementApplication))
  async supplementApplication({ no, reason }: ApplicationReason, change: OpenChange): Promise<ChangeDone> {
    await takeStep(change, no, 'supplementApplication', { reason });
    return { no };
  }

  /** A renewal is a new application, decided anew: nothing goes on by itself. */
  @Change(ApplicationRenewal, byUnit(applicationActs.renewApplication))
  async renewApplication(
    { no, startsOn, endsOn }: ApplicationRenewal,
    change: OpenChange,
  ): Promise<ChangeDone> {
    const before = await takeStep(change, no, 'renewApplication');
    return { no: await draft(change, { ...before, startsOn, endsOn }, undefined, before) };
  }
}

async function draft(
  change: OpenChange,
  content: ApplicationContent,
  cart: string | undefined,
  renews: Application | null,
): Promise<string> {
  checkContent(change, content);
  const { caller } = change.owner;
  if (caller.kind !== 'unit') throw change.unknown();
  const no = await addApplication(
    change,
    {
      ...content,
      applicant: caller.unit,
      division: caller.division ?? null,
      isConditional: conditional(change, content),
      preparedBy: caller.official,
      renews: renews?.no ?? null,
    },
    cart,
  );
  await noteAct(change, {
    kind: 'application',
    subject: no,
    act: renews === null ? 'draftApplication' : 'renewApplication',
    to: 'DRAFT',
    note: renews?.no ?? null,
  });
  return no;
}

function checkContent(change: OpenChange, content: ApplicationContent): void {
  checkText(change, '使用依据', content.basis);
  checkText(change, '使用场景', content.scene);
  const { caller } = change.owner;
  const fault = contentFault(content, {
    applicant: caller.kind === 'unit' ? caller.unit : '',
    policies: hubOf(change).policies,
    today: change.today,
  });
  if (fault === undefined) return;
  if (fault.code === 'BAD_USER_INPUT') throw change.refusal(fault.about ?? '');
  throw new Refusal(fault);
}

function conditional(change: OpenChange, content: ApplicationContent): boolean {
  return isConditional(content, hubOf(change).policies);
}
