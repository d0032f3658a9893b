import { checkUscc } from '../kit/codes/uscc';
import { cities } from '../kit/codes/divisions';
import { SELF_PURPOSE } from '../kit/purposes';
import { participants, purposesOf, type ConsumerUnit } from '../kit/unit-directory';
import { readOrMakeKeys, type DevelopmentKeys } from './development-keys';

export { publicKey } from './development-keys';

/** A client system of development: whose it is, for which division it acts, for what it may ask. */
export interface DevelopmentClient {
  /** `EXCH.main`, or `enterprise.<uscc>`. */
  readonly clientId: string;
  /** Name of the key pair it signs with: its own, or the one that all stand-ins for enterprises share. */
  readonly keyName: string;
  readonly unit?: string;
  readonly system: string;
  /** GB/T 2260 code of the city. */
  readonly division?: string;
  readonly enterprise?: string;
  /** Stands for the enterprise's legal representative in person. */
  readonly isLegalRepresentative?: boolean;
  readonly purposes: readonly string[];
}

/** The systems of one unit, `main` first; none for a unit that the directory does not know. */
export function systemsOf(unit: string): readonly DevelopmentClient[] {
  return unitClients.filter((client) => client.unit === unit);
}

/** The client of an id; undefined where there is none. Any valid code makes an enterprise's client. */
export function developmentClient(clientId: string): DevelopmentClient | undefined {
  if (!clientId.startsWith(ENTERPRISE_PREFIX)) return unitClientById.get(clientId);
  const isLegalRepresentative = clientId.endsWith(IN_PERSON);
  const code = clientId.slice(
    ENTERPRISE_PREFIX.length,
    isLegalRepresentative ? -IN_PERSON.length : undefined,
  );
  const checked = checkUscc(code);
  if (!checked.ok) return undefined;
  const client = enterpriseClient(checked.uscc, isLegalRepresentative);
  return client.clientId === clientId ? client : undefined;
}

/** Development's stand-in for the enterprise's own login, by anybody of it or by its legal representative in person. */
export function enterpriseClient(uscc: string, isLegalRepresentative = false): DevelopmentClient {
  return {
    clientId: `${ENTERPRISE_PREFIX}${uscc}${isLegalRepresentative ? IN_PERSON : ''}`,
    keyName: ENTERPRISE_KEY,
    system: ENTERPRISE_KEY,
    enterprise: uscc,
    isLegalRepresentative,
    purposes: [SELF_PURPOSE],
  };
}

/** The keys of the issuer and of every client; a data directory gets them at its first start. */
export function developmentKeys(dataDir: string): Promise<DevelopmentKeys> {
  return readOrMakeKeys(dataDir, [...unitClientById.keys(), ENTERPRISE_KEY]);
}

const ENTERPRISE_KEY = 'enterprise';
const ENTERPRISE_PREFIX = `${ENTERPRISE_KEY}.`;
const IN_PERSON = '.in-person';

/** City code → name of the system that acts for that city alone. */
const citySystems: Readonly<Record<string, string>> = {
  '1401': 'taiyuan',
  '1402': 'datong',
  '1403': 'yangquan',
  '1404': 'changzhi',
  '1405': 'jincheng',
  '1406': 'shuozhou',
  '1407': 'jinzhong',
  '1408': 'yuncheng',
  '1409': 'xinzhou',
  '1410': 'linfen',
  '1411': 'lvliang',
};

/** Two officials beside the system: who prepares an act does not decide it. */
const officials = ['clerk', 'approver'] as const;

const unitClients: readonly DevelopmentClient[] = participants.flatMap((unit) => [
  unitClient(unit, 'main'),
  ...(unit.code === 'CITY'
    ? cities.map(({ code }) => unitClient(unit, citySystems[code] ?? code, code))
    : []),
  ...officials.map((system) => unitClient(unit, system)),
]);

const unitClientById: ReadonlyMap<string, DevelopmentClient> = new Map(
  unitClients.map((client) => [client.clientId, client]),
);

function unitClient(unit: ConsumerUnit, system: string, division?: string): DevelopmentClient {
  const { code } = unit;
  const clientId = `${code}.${system}`;
  return {
    clientId,
    keyName: clientId,
    unit: code,
    system,
    purposes: purposesOf(unit),
    ...(division === undefined ? {} : { division }),
  };
}
