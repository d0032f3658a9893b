import type { Example } from '../gateway/playground-routes';
import { signingKeyOf } from '../identity/signing-keys';
import { SHARING_PURPOSE } from '../kit/purposes';
import type { Agreement } from '../policy/agreement';
import { contentColumns, textToSign, type AgreementContent } from '../sharing/agreements';
import type { OpenDatabases } from './databases';
import { signText } from './seed-agreements';
import { queryOn } from '../sharing/query';

/** A draft that the invented world begins with, so that a newcomer can sign one: the exchange wishes to know the size class. */
export const draftedExample: Agreement = {
  id: 'EXAMPLE-EXCH-TAX',
  consumer: 'EXCH',
  provider: 'TAX',
  purposes: ['M10'],
  fields: ['Tax.sizeClass', 'Tax.taxpayerStatus'],
  thresholds: {},
  outcome: 'clear',
  scope: null,
  limits: { per: 'DAY', calls: 1_000, enterprises: 5_000 },
  validFrom: '2026-01-01',
  validUntil: '2035-12-31',
};

/** The life of an agreement act by act, signed by the units' keys of development, and what a question would disclose. */
export async function agreementExamples(
  databases: OpenDatabases,
  dataDir: string,
  uscc: string,
): Promise<Example[]> {
  const no = draftedExample.id;
  const [content] = await queryOn(databases.hub.reading.pool)<AgreementContent>(
    `SELECT ${contentColumns} FROM agreement WHERE id = $1`,
    [no],
  );
  const signatureOf = async (unit: string): Promise<string> => {
    const key = await signingKeyOf(dataDir, unit);
    return key === undefined || content === undefined ? '' : signText(key, textToSign(content));
  };
  const signing = async (unit: string): Promise<object> => ({
    key: `example-sign-${unit}`,
    no,
    signature: await signatureOf(unit),
  });
  const deciding = (act: string): object => ({
    key: `example-${act}`,
    no,
    reason: '核查使用情况',
    basis: '政务数据共享条例 第25条',
  });
  const previewed = { operation: 'FundDueDiligence' };
  const examples = [
    example('SMEB', '预览：基金尽职调查将披露什么', '不问任何单位，不读任何数据', preview, previewed),
    {
      ...example('HUB', '预览：凭本企业的授权将披露什么', '企业看自己的授权', preview, previewed),
      consumer: { enterprise: uscc },
    },
    example('EXCH', '协议草案与签署原文', '只列本单位是一方的协议', read, { no }),
    example('EXCH', '签署协议：需求方', '双方都签署后即时生效', sign, await signing('EXCH'), 'approver'),
    example('TAX', '签署协议：提供方', '此后需求方为 M10 可读', sign, await signing('TAX'), 'approver'),
    example('TAX', '中止协议', '数秒内处处生效，订阅随即结束', decision('suspend'), deciding('suspend')),
    example('TAX', '恢复协议', '由中止的一方或主管部门恢复', decision('resume'), deciding('resume')),
    example('TAX', '拟订协议新版：每小时限一百次', '双方签署新版之前，现版继续有效', revise, {
      key: 'example-revise',
      no,
    }),
    example('DATA', '撤销协议：主管部门', '不可恢复', decision('revoke'), deciding('revoke')),
  ];
  return examples.map((item, index) => ({ ...item, id: `协议-${index + 1}` }));
}

function example(
  unit: string,
  title: string,
  note: string,
  query: string,
  variables: object,
  system = 'main',
): Omit<Example, 'id'> {
  const consumer = { unit, system };
  return { title, note, unit, purpose: SHARING_PURPOSE, consumer, query, variables: { ...variables } };
}

const preview = `query Preview($operation: String!) {
  preview(operation: $operation) {
    consumerName purpose bundle
    fields { owner field zh outcome how agreement basis scope needsConsent consent }
  }
}`;

const read = `query Agreement($no: ID!) {
  agreements(no: $no) {
    no version state consumer provider purposes fields validFrom validUntil
    textToSign signatures { side unit signedAt }
    usage { per calls mostCalls enterprises mostEnterprises endsAt }
  }
}`;

const sign = `mutation Sign($key: ID!, $no: ID!, $signature: String!) {
  signAgreement(key: $key, input: { no: $no, signature: $signature }) { no repeated receipt }
}`;

const decision = (act: 'suspend' | 'resume' | 'revoke'): string =>
  `mutation Decide($key: ID!, $no: ID!, $reason: String!, $basis: String!) {
  ${act}Agreement(key: $key, input: { no: $no, reason: $reason, basis: $basis }) { no repeated receipt }
}`;

const revise = `mutation Revise($key: ID!, $no: ID!) {
  reviseAgreement(key: $key, input: { no: $no, limits: { per: HOUR, calls: 100 } }) { no repeated receipt }
}`;
