import { createHash } from 'node:crypto';
import type { PoolClient, QueryResultRow } from 'pg';
import { canonicalJson } from './canonical-json';
import type { EnterpriseKey } from './enterprise-list';
import { enterpriseKey } from './enterprise-list';
import type { OwnerContext, Scope } from './owner';
import { Refusal, type RefusalCode, type RowProblem } from './refusal';
import type { Constructor } from './slice';
import { tableOf } from './source';

/** What is asked: which change, under which key, with which input. */
export interface ChangeRequest {
  readonly name: string;
  readonly zh: string;
  readonly basis: string;
  /** Others than the owner make it too, so each has keys of its own. */
  readonly isOfMany: boolean;
  readonly key: string;
  readonly input: object;
}

/** What the work says that it did: of which enterprise, under which number, or how many at once. */
export interface ChangeDone {
  readonly uscc?: string;
  readonly no?: string;
  readonly count?: number;
}

interface ChangeAnswer {
  readonly key: string;
  readonly repeated: boolean;
  readonly receipt: string;
  readonly no: string | null;
  readonly count: number;
  readonly enterprise: EnterpriseKey | null;
}

export interface RefusalParts {
  readonly code?: RefusalCode;
  /** How much of a cap is left: fen where the cap is money, else a count. */
  readonly left?: number;
  readonly rows?: readonly RowProblem[];
}

/** A change under way: its transaction, its rules, and what the record must know of it. */
export interface OpenChange {
  readonly owner: OwnerContext;
  /** Calendar day of Shanxi, `YYYY-MM-DD`. */
  readonly today: string;
  /** The instant. */
  readonly now: Date;
  query<Row extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Locks the rows of these enterprises until the end; gives those that the unit has and the caller reaches. */
  known(slice: Constructor, usccs: readonly string[]): Promise<ReadonlySet<string>>;
  /** The same for one; throws UNKNOWN_SUBJECT, and out of reach is answered like unknown. */
  enterprise(slice: Constructor, uscc: string): Promise<void>;
  /** What is answered of an enterprise that is unknown or out of reach, and of a matter that is. */
  unknown(): Refusal;
  /** One at a time, across all processes: for a rule over many rows. */
  alone(rule: string): Promise<void>;
  /** The refusal of this change, with its basis; BAD_USER_INPUT where nothing else is said. */
  refusal(about: string, parts?: RefusalParts): Refusal;
}

const KEY = /^[\w.:-]{1,64}$/;

/**
 * One transaction: the key is claimed, the work is done, the record is durable, then all of it is committed; whatever
 * fails before leaves nothing. Throws Refusal, or the fault of the database or the record.
 */
export async function makeChange(
  request: ChangeRequest,
  owner: OwnerContext,
  work: (change: OpenChange) => Promise<ChangeDone>,
): Promise<ChangeAnswer> {
  const { changing } = owner;
  const refusal = refusalOf(request, owner);
  if (!KEY.test(request.key)) throw refusal('办理号应为 1 至 64 位字母、数字或 . _ : -');
  if (changing === undefined)
    throw refusal('本单位的数据库尚未开放办理，请联系运维', { code: 'OWNER_UNAVAILABLE' });
  const subjects = new Set<string>();
  const client = await changing.pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const first = await claimKey(client, request, owner, refusal);
    const answer = first ?? (await doWork(client, request, owner, subjects, refusal, work));
    await changing.recorded([...subjects]);
    await client.query('COMMIT');
    return answer;
  } catch (error) {
    await client.query('ROLLBACK').catch((cause: unknown) => {
      broken = cause instanceof Error ? cause : new Error(String(cause));
    });
    const told = refusalOfDatabase(error, refusal) ?? error;
    if (told instanceof Refusal)
      for (const uscc of subjects) owner.noteRefusal(`Mutation.${request.name}`, told.extensions.code, uscc);
    throw told;
  } finally {
    client.release(broken);
  }
}

interface KnownKey {
  readonly change: string;
  readonly input: string;
  readonly result: Omit<ChangeAnswer, 'key' | 'repeated'>;
}

/** A second attempt under the same key waits here for the first; gives the first one's result where it was committed. */
async function claimKey(
  client: PoolClient,
  request: ChangeRequest,
  owner: OwnerContext,
  refusal: OpenChange['refusal'],
): Promise<ChangeAnswer | undefined> {
  const { name, key, input } = request;
  const hash = createHash('sha256').update(canonicalJson(input)).digest('hex');
  const scope = keyScope(request, owner);
  const claimed = await client.query(
    `INSERT INTO change_key (scope, key, change, input, receipt, made_at) VALUES ($1, $2, $3, $4, $5, now())
     ON CONFLICT DO NOTHING`,
    [scope, key, name, hash, owner.requestId],
  );
  if (claimed.rowCount === 1) return undefined;
  const { rows } = await client.query<KnownKey>(
    'SELECT change, input, result FROM change_key WHERE scope = $1 AND key = $2',
    [scope, key],
  );
  const [known] = rows;
  if (known?.change !== name || known.input !== hash)
    throw refusal('这个办理号已用于另一次办理，请换一个办理号');
  return { ...known.result, key, repeated: true };
}

async function doWork(
  client: PoolClient,
  request: ChangeRequest,
  owner: OwnerContext,
  subjects: Set<string>,
  refusal: OpenChange['refusal'],
  work: (change: OpenChange) => Promise<ChangeDone>,
): Promise<ChangeAnswer> {
  const { uscc, no, count = 1 } = await work(openChange(client, request, owner, subjects, refusal));
  if (uscc !== undefined) subjects.add(uscc);
  const result = {
    receipt: owner.requestId,
    no: no ?? null,
    count,
    enterprise: uscc === undefined ? null : enterpriseKey(uscc),
  };
  await client.query('UPDATE change_key SET result = $3 WHERE scope = $1 AND key = $2', [
    keyScope(request, owner),
    request.key,
    JSON.stringify(result),
  ]);
  return { ...result, key: request.key, repeated: false };
}

function openChange(
  client: PoolClient,
  { name, zh }: ChangeRequest,
  owner: OwnerContext,
  subjects: Set<string>,
  refusal: OpenChange['refusal'],
): OpenChange {
  const scopes = scopesOf(owner, name);
  const reaches = (division: string): boolean =>
    scopes.some((scope) => scope?.divisions?.some((prefix) => division.startsWith(prefix)) ?? true);
  const query: OpenChange['query'] = async <Row extends QueryResultRow>(
    text: string,
    values: readonly unknown[] = [],
  ) => (await client.query<Row>(text, [...values])).rows;
  const known: OpenChange['known'] = async (slice, usccs) => {
    for (const uscc of usccs) subjects.add(uscc);
    const rows = await query<{ uscc: string; division: string }>(
      // In one order, so that two batches never wait for each other.
      `SELECT uscc, division FROM ${tableOf(slice)} WHERE uscc = ANY($1) ORDER BY uscc FOR UPDATE`,
      [usccs],
    );
    return new Set(rows.filter(({ division }) => reaches(division)).map(({ uscc }) => uscc));
  };
  const unknown = (): Refusal => refusal(zh, { code: 'UNKNOWN_SUBJECT' });
  return {
    owner,
    today: owner.today,
    now: new Date(owner.now()),
    query,
    known,
    unknown,
    refusal,
    async enterprise(slice, uscc) {
      if (!(await known(slice, [uscc])).has(uscc)) throw unknown();
    },
    async alone(rule) {
      await query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [rule]);
    },
  };
}

function scopesOf(owner: OwnerContext, name: string): readonly (Scope | null)[] {
  const decision = owner.rights.decide(`Mutation.${name}`);
  return decision.allowed ? decision.grants.map(({ scope }) => scope) : [];
}

/** Whose keys these are: nobody meets another's. */
function keyScope({ isOfMany }: ChangeRequest, { caller }: OwnerContext): string {
  if (caller.kind === 'enterprise') return caller.uscc;
  const division = caller.kind === 'unit' ? (caller.division ?? '') : '';
  return isOfMany && caller.kind === 'unit' ? `${caller.unit} ${division}`.trim() : division;
}

function refusalOf(
  { name, basis, isOfMany }: ChangeRequest,
  { caller }: OwnerContext,
): OpenChange['refusal'] {
  return (about, parts = {}) =>
    new Refusal({
      code: 'BAD_USER_INPUT',
      ...parts,
      about,
      basis,
      unit: isOfMany ? 'HUB' : caller.kind === 'unit' ? caller.unit : undefined,
      field: `Mutation.${name}`,
    });
}

const databaseRules: Readonly<Record<string, readonly [about: string, code: RefusalCode]>> = {
  // A lock that another change held for too long, or two that waited for each other.
  '55P03': ['同一事项正在办理，请稍后凭同一办理号重试', 'OWNER_TIMEOUT'],
  '40P01': ['同一事项正在办理，请稍后凭同一办理号重试', 'OWNER_TIMEOUT'],
  // The tables are the last to check what the rules have checked before.
  '23505': ['已有同一编号或同一事项的记录', 'BAD_USER_INPUT'],
  '23514': ['超出本单位数据库所设的限制', 'LIMIT_EXCEEDED'],
};

/** What the database itself refused, as a rule; undefined for a fault. */
function refusalOfDatabase(error: unknown, refusal: OpenChange['refusal']): Refusal | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  const rule = databaseRules[code];
  return rule === undefined ? undefined : refusal(rule[0], { code: rule[1] });
}
