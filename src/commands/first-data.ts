import type { HubConfig } from '../config';
import type { UnitDeclaration } from '../kit/define-unit';
import { writeDrafts } from '../sharing/agreements';
import { policiesDigest } from '../policy/bundle';
import { aloneWithAgreements, publish } from '../sharing/publication';
import { writeConsents, type SeededConsent } from '../sharing/consents/consent-states';
import { agreementsFor, planOperations } from '../sharing/plan-operations';
import type { SyntheticEnterprise } from '../kit/synthetic';
import type { Graph } from '../gateway/assemble';
import { chinaDay } from '../kit/today';
import type { FieldPolicy } from '../kit/share';
import type { Agreement } from '../policy/agreement';
import { loadSynthetic } from '../synthetic/load';
import { world } from '../synthetic/world';
import { draftedExample } from './agreement-examples';
import type { OpenDatabases } from './databases';
import { developmentSigningKeys, firstVersion, writeSignedAgreements } from './seed-agreements';

/** Which synthetic world a data directory holds. */
interface World {
  readonly seed: string;
  readonly count: number;
  readonly units: readonly string[];
  /** How agreements are kept: 2 are signed. */
  readonly agreements: 2;
}

/** Loads what a new data directory begins with: the synthetic enterprises, seeded agreements and consents. */
export async function loadFirstData(
  databases: OpenDatabases,
  units: readonly UnitDeclaration[],
  graph: Graph,
  config: HubConfig,
  onProgress: (message: string) => void,
): Promise<void> {
  const { writing } = databases.hub;
  const { rows } = await writing.query<{ value: string }>(
    `SELECT value FROM hub_fact WHERE name = 'synthetic_world'`,
  );
  const loaded = rows[0] === undefined ? undefined : (JSON.parse(rows[0].value) as World);
  const wished: World = {
    seed: config.seed ?? loaded?.seed ?? 'srdi-2022',
    count: config.enterprises ?? loaded?.count ?? 3000,
    units: units.map((unit) => unit.id),
    agreements: 2,
  };
  const mark = JSON.stringify(wished);
  if (rows[0]?.value === mark) return;
  const population = world(wished);
  const targets = units.flatMap((unit) => {
    const database = databases.units.get(unit.id);
    return database === undefined ? [] : [{ unit, pool: database.writing }];
  });
  const kept = await loadSynthetic(targets, {
    enterprises: population,
    count: wished.count,
    onProgress: (done, count) => onProgress(`载入合成企业 ${done} / ${count}`),
  });
  for (const id of kept) onProgress(`${id} 有导入的数据，保留不动`);
  const agreements = planOperations.flatMap((operation) =>
    agreementsFor(operation, graph.supergraph.api, graph.policies),
  );
  await aloneWithAgreements(writing, async (query) => {
    const keys = await developmentSigningKeys(query, config.dataDir);
    const at = new Date();
    await writeSignedAgreements(query, agreements.map(firstVersion), keys, at);
    const known = await query('SELECT FROM agreement WHERE id = $1', [draftedExample.id]);
    if (known.length === 0) await writeDrafts(query, [firstVersion(draftedExample)], null);
    const policies = policiesDigest(graph.policies, graph.changes);
    await publish(query, { policies, today: chinaDay(at.getTime()), at });
  });
  await writeConsents(writing, consentsOf(population, agreements, graph.policies));
  await writing.query(
    `INSERT INTO hub_fact VALUES ('synthetic_world', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
    [mark],
  );
}

/** Enterprises whose consents are seeded; enough to see every state, few enough to load at once. */
const MAX_CONSENTING = 2_000;

/** Who asks for consent in the seeded world, and for what. */
const consenting = [
  { consumer: 'LFR', purpose: 'M09' },
  { consumer: 'EXCH', purpose: 'M10' },
  { consumer: 'FHG', purpose: 'M06' },
  { consumer: 'EDU', purpose: 'M13' },
  { consumer: 'SASAC', purpose: 'M13' },
  { consumer: 'SMEB', purpose: 'M22' },
] as const;

/** Of the titled enterprises some have consented, some once did, some withdrew it, and the rest never did. */
function consentsOf(
  enterprises: Iterable<SyntheticEnterprise>,
  agreements: readonly Agreement[],
  policies: ReadonlyMap<string, FieldPolicy>,
): SeededConsent[] {
  const asked = consenting.map(({ consumer, purpose }) => ({
    consumer,
    purpose,
    fields: agreements
      .filter((agreement) => agreement.consumer === consumer && agreement.purposes.includes(purpose))
      .flatMap(({ fields }) => fields)
      .filter((field) => policies.get(field)?.attr === 'CONSENT'),
  }));
  const consents: SeededConsent[] = [];
  for (const enterprise of enterprises) {
    if (consents.length >= MAX_CONSENTING * asked.length) break;
    if (!titled.has(enterprise.tier)) continue;
    const draw = enterprise.random('consent').next();
    if (draw > 0.6) continue;
    const state = draw < 0.4 ? current : draw < 0.5 ? expired : withdrawn;
    const { uscc } = enterprise;
    for (const one of asked)
      consents.push({ id: `${uscc}-${one.consumer}-${one.purpose}`, uscc, ...one, ...state });
  }
  return consents;
}

const titled: ReadonlySet<string> = new Set(['SRDI', 'PROVINCIAL_LITTLE_GIANT', 'NATIONAL_LITTLE_GIANT']);
const current = { startsOn: '2026-01-01', endsOn: '2035-12-31', revokedAt: null };
const expired = { startsOn: '2023-01-01', endsOn: '2025-12-31', revokedAt: null };
const withdrawn = { startsOn: '2026-01-01', endsOn: '2035-12-31', revokedAt: '2026-06-01T00:00:00Z' };
