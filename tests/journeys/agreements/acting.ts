import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ask, tokenFor, type Answer } from '../../support/ask';
import { signedBy } from '../../support/agreements';
import { startHub, type HubProcess } from '../../support/hub-process';

let hub: HubProcess;
let uscc: string;
const tokens = new Map<string, Promise<string>>();

export async function startSharing(): Promise<void> {
  hub = await startHub();
  const open = await ask(hub.url, undefined, '{ enterprises(first: 1) { edges { node { uscc } } } }');
  uscc = open.data.enterprises.edges[0].node.uscc;
}
export const endSharing = (): Promise<void> => hub.stop();

export const running = (): HubProcess => hub;
export const dataDir = (): string => hub.dataDir;
export const url = (): string => hub.url;
/** An enterprise that exists. */
export const someUscc = (): string => uscc;

/** Runs a command of the hub beside it. */
export const command = (...args: string[]): Promise<{ stdout: string }> =>
  promisify(execFile)(process.execPath, [join('dist', 'src', 'main.js'), ...args], {
    env: { ...process.env, PORT: new URL(hub.url).port, HUB_DATA_DIR: hub.dataDir },
  });

export function tokenOf(unit: string, purpose = 'SHARING', system = 'main'): Promise<string> {
  const name = `${unit} ${purpose} ${system}`;
  const token = tokens.get(name) ?? tokenFor(hub.url, { unit, purpose, system });
  tokens.set(name, token);
  return token;
}

export const asUnit = async (
  unit: string,
  query: string,
  variables: object = {},
  system = 'main',
): Promise<Answer> => ask(hub.url, await tokenOf(unit, 'SHARING', system), query, variables);

/** One act under a key of its own. */
export const act = (
  unit: string,
  name: string,
  type: string,
  input: object,
  system?: string,
): Promise<Answer> =>
  asUnit(
    unit,
    `mutation ($key: ID!, $input: ${type}!) { ${name}(key: $key, input: $input) { no repeated receipt } }`,
    { key: randomUUID(), input },
    system,
  );

export interface SeenAgreement {
  readonly no: string;
  readonly state: string;
  readonly textToSign: string;
  readonly signatures: readonly { side: string; unit: string }[];
  readonly usage: Readonly<Record<string, unknown>> | null;
}

/** An agreement as a party sees it; undefined where it sees none. */
export async function seen(no: string, unit: string): Promise<SeenAgreement | undefined> {
  const told = await asUnit(
    unit,
    `query ($no: ID!) { agreements(no: $no) { no state textToSign signatures { side unit }
      usage { per calls mostCalls enterprises mostEnterprises } } }`,
    { no },
  );
  return told.data.agreements[0];
}

/** Signs as a unit's official, with that unit's key or another's. */
export async function sign(no: string, unit: string, system = 'main', keyOf = unit): Promise<Answer> {
  const { textToSign = '' } = (await seen(no, unit)) ?? {};
  const signature = await signedBy(hub.dataDir, keyOf, textToSign);
  return act(unit, 'signAgreement', 'AgreementSigning', { no, signature }, system);
}

export const decide = (unit: string, name: string, no: string): Promise<Answer> =>
  act(unit, name, 'AgreementDecision', { no, reason: '测试', basis: '政务数据共享条例 第25条' });

/** What EXCH reads under the test's agreements. */
export const SIZE =
  'query ($uscc: USCC!) { enterprise(uscc: $uscc) { registration { name } tax { sizeClass } } }';

export const readSize = async (): Promise<Answer> =>
  ask(hub.url, await tokenOf('EXCH', 'M10'), SIZE, { uscc });
