import type { Example } from '../gateway/playground-routes';
import type { OpenDatabases } from './databases';

/**
 * Examples of the affairs of sharing: an enterprise without a consent gives one and reads who looked at it, a consumer asks
 * for one, a unit sees how it is used. Keys name what they are about, so that an example that is run twice does nothing twice.
 */
export async function consentExamples(databases: OpenDatabases): Promise<Example[]> {
  const asked = await databases.hub.reading.pool.query<{ uscc: string }>('SELECT DISTINCT uscc FROM consent');
  const known = new Set(asked.rows.map(({ uscc }) => uscc));
  const credit = await databases.units
    .get('pbc')
    ?.reading.pool.query<{ uscc: string }>('SELECT uscc FROM credit ORDER BY uscc');
  const [uscc, other] = (credit?.rows ?? []).map((row) => row.uscc).filter((code) => !known.has(code));
  if (uscc === undefined || other === undefined) return [];
  const endsOn = `${new Date().getFullYear() + 1}-12-31`;
  const own = { unit: 'HUB', purpose: 'SELF', consumer: { enterprise: uscc } };
  const ofUnit = (unit: string, system: string): Pick<Example, 'unit' | 'purpose' | 'consumer'> => ({
    unit,
    purpose: 'SHARING',
    consumer: { unit, system },
  });
  return [
    {
      ...own,
      id: '授权-给予',
      title: '企业授权：谁、为何、看什么、几次、到何时',
      note: '随时可以暂停、恢复、撤回（pauseConsent、resumeConsent、revokeConsent），下一次查询即生效',
      query: documents.give,
      variables: { key: `example-consent-${uscc}`, endsOn },
    },
    {
      ...own,
      id: '授权-记录',
      title: '谁看过我：用途、依据与结果',
      note: '对所示字段有异议的，以回执号与字段坐标提出校核（fileCorrection），此后每次查阅都带异议标注',
      query: documents.log,
      variables: { uscc },
    },
    {
      ...ofUnit('LFR', 'clerk'),
      id: '授权-请求',
      title: '请求企业授权',
      note: '企业在 consentRequests 中看到，以 grantConsentRequest 同意或 declineConsentRequest 谢绝',
      query: documents.request,
      variables: { key: `example-request-${other}`, uscc: other, endsOn },
    },
    {
      ...ofUnit('SMEB', 'main'),
      id: '运行-使用',
      title: '共享使用情况：谁用了什么，什么从未使用',
      note: '本单位提供与使用的明细；领导小组办公室与主管部门见合计',
      query: documents.usage,
      variables: {},
    },
  ];
}

const documents = {
  give: `mutation GiveConsent($key: ID!, $endsOn: Date!) {
  giveConsent(key: $key, input: {
    consumer: "LFR", purpose: "M09", fields: ["Credit.creditOverview", "Credit.hasCreditRecord"]
    frequency: { times: 3, per: DAY }, endsOn: $endsOn
  }) { repeated receipt no }
}`,
  log: `query WhoLooked($uscc: USCC!) {
  enterprise(uscc: $uscc) {
    accessLog(first: 20) { edges { node { time says receipt fields { field zh says mayObject } } } unreachable }
  }
  consents { edges { node { no state says used } } }
}`,
  request: `mutation RequestConsent($key: ID!, $uscc: USCC!, $endsOn: Date!) {
  requestConsent(key: $key, input: {
    uscc: $uscc, purpose: "M09", fields: ["Credit.creditOverview"], reason: "核验贷款申请", endsOn: $endsOn
  }) { repeated receipt no }
}`,
  usage: `query SharingUsage {
  sharingUsage {
    since until
    owners {
      unitName times { median p95 }
      clients { consumerName system purposeName calls refused failed }
      refusals { zh count }
      fields { zh consumer told refused isUnused }
    }
  }
}`,
} as const;
