import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config';
import { openRecords } from '../../src/commands/records';
import { startHub as startAll } from '../../src/commands/serve';
import type { QueryResultRow } from 'pg';
import { settleApplications } from '../../src/sharing/applications/application-store';
import { chinaDay } from '../../src/kit/today';
import { signedBy } from './agreements';
import { ask, tokenFor, type Answer, type Wish } from './ask';
import { freePort } from './hub-process';
import { queryOn } from '../../src/sharing/query';

/** Who asks: a system of a unit, `FIN.clerk` for the affairs of sharing or `FIN.main.M05` for a measure, or any other. */
export type Who = string | Wish;

/** A hub in this process whose day a test sets: rules are judged and recorded on that day, tokens on the machine's. */
export interface MovedHub {
  readonly url: string;
  readonly dataDir: string;
  today(): string;
  /** Moves to nine in the morning of a day in China, from where time goes on, and lets the hub do what that day brings. */
  goTo(day: string): Promise<void>;
  /** Moves there before the hub has done anything about it. */
  skipTo(day: string): void;
  as(who: Who, query: string, variables?: object): Promise<Answer>;
  /** Makes one act of sharing under a key of its own. */
  act(who: Who, name: string, input: object, key?: string): Promise<Answer>;
  /** Puts the agreement of an application in force, as the second signature does. */
  sign(no: string): Promise<void>;
  /** Asks a database past the hub: its own, or that of a unit. */
  rows<Row extends QueryResultRow>(
    sql: string,
    values?: readonly unknown[],
    database?: string,
  ): Promise<Row[]>;
  /** Stops, and leaves the data directory as it is. */
  halt(): Promise<void>;
  /** Stops, and leaves nothing. */
  stop(): Promise<void>;
}

export async function startMovedHub(firstDay: string): Promise<MovedHub> {
  const dataDir = await mkdtemp(join(tmpdir(), 'srdi-moved-'));
  let moved = momentOf(firstDay);
  const now = (): number => moved.instant + Math.floor(performance.now() - moved.at);
  const running = await startAll(
    readConfig({
      HUB_DATA_DIR: dataDir,
      HUB_ENTERPRISES: '60',
      HUB_LOG_LEVEL: 'silent',
      PORT: String(await freePort()),
    }),
    () => undefined,
    // A clock that a test sets cannot be handed to another thread.
    { now, record: () => ({ open: openRecords, abandon: () => Promise.resolve() }) },
  );
  const { writing } = running.databases.hub;
  const tokens = new Map<string, Promise<string>>();
  let stopping: Promise<void> | undefined;
  const as: MovedHub['as'] = async (who, query, variables) => {
    const wish = typeof who === 'string' ? wishOf(who) : who;
    const name = JSON.stringify(wish);
    const token = tokens.get(name) ?? tokenFor(running.url, wish);
    tokens.set(name, token);
    return ask(running.url, await token, query, variables);
  };
  const inputs = new Map(
    Object.values(running.hub.supergraph.api.getMutationType()?.getFields() ?? {}).map((field) => [
      field.name,
      String(field.args.find(({ name }) => name === 'input')?.type),
    ]),
  );
  return {
    url: running.url,
    dataDir,
    today,
    async goTo(day) {
      skipTo(day);
      await settleApplications(queryOn(writing), day, new Date(now()));
    },
    skipTo,
    as,
    act: (who, name, input, key = randomUUID()) =>
      as(
        who,
        `mutation ($key: ID!, $input: ${inputs.get(name) ?? ''}) { ${name}(key: $key, input: $input) { no count repeated receipt } }`,
        { key, input },
      ),
    async sign(no) {
      const [agreement] = await queryOn(writing)<{ consumer: string; provider: string }>(
        'SELECT consumer, provider FROM agreement WHERE id = $1',
        [no],
      );
      for (const unit of [agreement?.consumer ?? '', agreement?.provider ?? '']) {
        const { data } = await as(`${unit}.main`, 'query ($no: ID!) { agreements(no: $no) { textToSign } }', {
          no,
        });
        const signature = await signedBy(dataDir, unit, data.agreements[0].textToSign);
        const signed = await as(
          `${unit}.main`,
          `mutation ($key: ID!, $no: ID!, $signature: String!) {
            signAgreement(key: $key, input: { no: $no, signature: $signature }) { receipt } }`,
          { key: randomUUID(), no, signature },
        );
        expect(signed.errors).toEqual([]);
      }
    },
    rows: (sql, values = [], database = 'hub') =>
      queryOn(running.databases.units.get(database)?.writing ?? writing)(sql, values),
    halt,
    async stop() {
      await halt();
      await rm(dataDir, { recursive: true, force: true });
    },
  };

  function today(): string {
    return chinaDay(now());
  }

  function skipTo(day: string): void {
    if (day !== today()) moved = momentOf(day);
  }

  function halt(): Promise<void> {
    stopping ??= running.stop();
    return stopping;
  }
}

function wishOf(official: string): Wish {
  const [unit = '', system = 'main', purpose = 'SHARING'] = official.split('.');
  return { unit, system, purpose };
}

/** Nine in the morning of a day in China, and when the test went there by a clock that only goes forward. */
function momentOf(day: string): { readonly instant: number; readonly at: number } {
  return { instant: Date.parse(`${day}T01:00:00Z`), at: performance.now() };
}
