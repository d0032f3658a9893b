import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config';
import { startHub as startAll } from '../../src/commands/serve';
import type { QueryResultRow } from 'pg';
import { settleApplications } from '../../src/sharing/applications/application-store';
import { signedBy } from './agreements';
import { ask, tokenFor, type Answer } from './ask';
import { freePort } from './hub-process';
import { queryOn } from '../../src/sharing/query';

/** A hub in this process whose day a test sets: rules are judged on that day, tokens on the machine's. */
export interface MovedHub {
  readonly url: string;
  today(): string;
  /** Moves to nine in the morning of a day in China, and lets the hub do what that day brings. */
  goTo(day: string): Promise<void>;
  /** Moves there before the hub has done anything about it. */
  skipTo(day: string): void;
  as(official: string, query: string, variables?: object): Promise<Answer>;
  /** Makes one act of sharing as an official, `FIN.clerk`, under a key of its own. */
  act(official: string, name: string, input: object, key?: string): Promise<Answer>;
  /** Puts the agreement of an application in force, as the second signature does. */
  sign(no: string): Promise<void>;
  rows<Row extends QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  stop(): Promise<void>;
}

export async function startMovedHub(firstDay: string): Promise<MovedHub> {
  const dataDir = await mkdtemp(join(tmpdir(), 'srdi-moved-'));
  let instant = nineOn(firstDay);
  const running = await startAll(
    readConfig({
      HUB_DATA_DIR: dataDir,
      HUB_ENTERPRISES: '60',
      HUB_LOG_LEVEL: 'silent',
      PORT: String(await freePort()),
    }),
    () => undefined,
    () => instant,
  );
  const { writing } = running.databases.hub;
  const tokens = new Map<string, Promise<string>>();
  const today = (): string => new Date(instant + EIGHT_HOURS).toISOString().slice(0, 10);
  const as: MovedHub['as'] = async (official, query, variables) => {
    const [unit = '', system = 'main', purpose = 'SHARING'] = official.split('.');
    const token = tokens.get(official) ?? tokenFor(running.url, { unit, system, purpose });
    tokens.set(official, token);
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
    today,
    async goTo(day) {
      instant = nineOn(day);
      await settleApplications(queryOn(writing), day, new Date(instant));
    },
    skipTo(day) {
      instant = nineOn(day);
    },
    as,
    act: (official, name, input, key = randomUUID()) =>
      as(
        official,
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
    rows: queryOn(writing),
    async stop() {
      await running.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const EIGHT_HOURS = 8 * 3_600_000;

function nineOn(day: string): number {
  return Date.parse(`${day}T01:00:00Z`);
}
