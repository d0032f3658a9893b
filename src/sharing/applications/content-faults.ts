import type { RefusalDetails } from '../../kit/refusal';
import type { FieldPolicy } from '../../kit/share';
import { consumerByCode } from '../../kit/unit-directory';
import type { Agreement } from '../../policy/agreement';
import { checkAgreement, ForbiddenAgreement } from '../../policy/agreement-check';
import { isLegalBasis } from '../legal-basis';
import type { Application, ApplicationContent } from './application';

export type ContentFault = Pick<RefusalDetails, 'code' | 'about' | 'unit' | 'field' | 'basis'>;

interface Applying {
  readonly applicant: string;
  readonly policies: ReadonlyMap<string, FieldPolicy>;
  readonly today: string;
}

const badInput = (about: string): ContentFault => ({ code: 'BAD_USER_INPUT', about });

/** What makes an application impossible whoever decides on it; undefined where nothing does. */
export function contentFault(content: ApplicationContent, applying: Applying): ContentFault | undefined {
  const { fields, startsOn, endsOn } = content;
  if (fields.length === 0) return badInput('没有申请任何字段：请填 fields 或 operation');
  for (const field of fields) {
    const fault = fieldFault(field, applying);
    if (fault !== undefined) return fault;
  }
  if (startsOn < applying.today)
    return badInput(`期限不能始于过去：startsOn 应不早于今日（${applying.today}）`);
  if (endsOn < startsOn) return badInput('期限的末日不能早于始日');
  return agreementFault(content, applying);
}

/** What a draft must still say before it can be submitted (条例 第21–22条). */
export function missingContent({ basis, scene }: ApplicationContent): string | undefined {
  if (basis === null) return '缺少使用依据：请写明法规名称与条款，再提交';
  if (!isLegalBasis(basis)) return '使用依据应写明法规名称与条款，或文号';
  if (scene === null) return '缺少使用场景：请写明用于办理什么事项，再提交';
  return undefined;
}

function fieldFault(field: string, { applicant, policies }: Applying): ContentFault | undefined {
  const policy = policies.get(field);
  if (policy === undefined) return badInput(`没有 ${field} 这个字段：请查共享目录`);
  const named = `“${policy.zh}”（${field}）`;
  if (policy.attr === 'WITHHELD')
    return {
      code: 'DENIED_WITHHELD',
      about: `${named}不予共享，不能申请`,
      unit: policy.unit,
      field,
      basis: policy.basis,
    };
  if (policy.attr === 'OPEN') return badInput(`${named}向社会开放，无须申请`);
  if (policy.unit === applicant) return badInput(`${named}是本单位自己的，无须申请`);
  if (policy.affairOf !== undefined) return badInput(`${named}是共享事务，凭 SHARING 用途即可读，无须申请`);
  return undefined;
}

/** The rules of the bundle come first: what could never be compiled is not applied for. */
function agreementFault(
  content: ApplicationContent,
  { applicant, policies }: Applying,
): ContentFault | undefined {
  const wished = agreementOf('申请', applicant, content);
  try {
    checkAgreement(wished, policies, consumerByCode);
    return undefined;
  } catch (error) {
    if (error instanceof ForbiddenAgreement) return badInput(error.message.replace(/^协议 /, ''));
    throw error;
  }
}

/** The agreement that an application asks for. */
export function agreementOf(
  id: string,
  consumer: string,
  content: Omit<ApplicationContent, 'basis' | 'scene' | 'manner' | 'operation'>,
): Agreement {
  const { provider, purpose, fields, thresholds, outcome, scope, startsOn, endsOn } = content;
  return {
    id,
    consumer,
    provider,
    purposes: [purpose],
    fields,
    thresholds,
    outcome,
    scope,
    limits: null,
    validFrom: startsOn,
    validUntil: endsOn,
  };
}

/** Whether the provider decides, or the authority may grant at once. */
export function isConditional(
  { fields }: Pick<Application, 'fields'>,
  policies: ReadonlyMap<string, FieldPolicy>,
): boolean {
  return fields.some((field) => policies.get(field)?.attr !== 'UNCONDITIONAL');
}
