import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { databaseEntities, openDatabase } from '../../src/commands/databases';
import { makeUscc } from '../../src/kit/codes/uscc';
import { runningCluster } from '../../src/store/cluster';
import { assertIsolation } from '../../src/store/isolation';
import { units } from '../../src/units';
import { ask, codesOf, tokenFor, type Answer, type Wish } from '../support/ask';
import { freePort, startHub, type HubProcess } from '../support/hub-process';
import { refusalOf } from '../store/support/cluster';
import { doorTo, type Door } from './support/door';
import {
  administratorUrl,
  describeOn,
  engines,
  newDatabase,
  within,
  type TestDatabase,
} from './support/engine';
import { atTheThresholds, screenings } from './support/cases';
import { consumersOf, everythingOf } from './support/questions';

const isHere = engines.some((engine) => administratorUrl(engine) !== undefined);
const databases = new Map<string, TestDatabase>();
const doors = new Map<string, Door>();
/** Two hubs with the same invented enterprises: one has all rows embedded, the other one some units' elsewhere. */
let embedded: HubProcess;
let outside: HubProcess;
let environment: Record<string, string>;
let codes: string[];

beforeAll(async () => {
  if (!isHere) return;
  environment = { HUB_OWNER_TIMEOUT_MS: '3000' };
  for (const engine of engines.filter((one) => administratorUrl(one) !== undefined)) {
    const database = await newDatabase(engine);
    const door = await doorTo(database.url);
    databases.set(engine.unit, database);
    doors.set(engine.unit, door);
    environment[`UNIT_${engine.unit.toUpperCase()}_DATABASE_URL`] = door.url;
  }
  embedded = await startHub({ environment: { HUB_OWNER_TIMEOUT_MS: '3000' } });
  outside = await startHub({ environment });
  codes = [];
  for (let after: string | null = null; after !== '';) {
    const page: Answer = await ask(
      embedded.url,
      undefined,
      'query ($after: String) { enterprises(first: 200, after: $after) { edges { node { uscc } } pageInfo { hasNextPage endCursor } } }',
      { after },
    );
    const { edges, pageInfo } = page.data.enterprises;
    codes.push(...edges.map(({ node }: { node: { uscc: string } }) => node.uscc));
    after = pageInfo.hasNextPage === true ? pageInfo.endCursor : '';
  }
}, 240_000);

afterAll(async () => {
  if (!isHere) return;
  await Promise.all([embedded.stop(), outside.stop()]);
  for (const door of doors.values()) await door.close();
  for (const database of databases.values()) await database.drop();
}, 60_000);

const embeddedUrl = (id: string): string => runningCluster(embedded.dataDir)?.urlFor(id) ?? '';

interface Told {
  readonly data: unknown;
  readonly errors: unknown;
}

/** Both hubs are asked the same and must tell the same; gives what they tell. */
async function askBoth(wish: Wish | undefined, query: string, variables: object = {}): Promise<Told> {
  const [here, there] = await Promise.all(
    [embedded, outside].map(async ({ url }): Promise<Told> => {
      const token = wish === undefined ? undefined : await tokenFor(url, wish);
      const { data, errors } = await ask(url, token, query, variables);
      return { data, errors };
    }),
  );
  expect(there).toEqual(here);
  // What is not even valid would be refused alike.
  expect(JSON.stringify(here?.errors)).not.toMatch(/BAD_USER_INPUT|GRAPHQL|LIMIT/);
  return here ?? { data: undefined, errors: undefined };
}

for (const engine of engines)
  describeOn(engine)(`${engine.unit} on ${engine.dialect.engine}`, () => {
    const unit = units.find(({ id }) => id === engine.unit);
    if (unit === undefined) throw new Error(`no unit ${engine.unit}`);
    const { code } = unit;
    const [property = ''] = Object.keys(unit.slices);
    const owner = { unit: code, purpose: { NEA: 'M18', TAX: 'M07' }[code as 'NEA' | 'TAX'] };
    const url = (): string => databases.get(engine.unit)?.url ?? '';
    const door = (): Door => doors.get(engine.unit) as Door;
    const open = (id: string, address: string): Promise<unknown> =>
      openDatabase(id, address, databaseEntities(units).get(id) ?? []);

    describe('tells what it would tell from the embedded cluster', () => {
      const many = (selection: string): string =>
        `query ($first: Int!) { enterprises(first: $first) { edges { node { uscc ${selection} } } } }`;
      const one = (selection: string): string =>
        `query ($uscc: USCC!) { enterprise(uscc: $uscc) { ${selection} } }`;

      beforeAll(async () => {
        // Values at, just below and just above every threshold, nothing at all, and the ends of what a column can hold.
        for (const address of [embeddedUrl(engine.unit), url()])
          await within(address, async (connections) => {
            for (const [position, statement] of atTheThresholds[engine.unit].entries())
              await connections.query(statement, [codes[position]]);
          });
      });

      it.each([owner, ...consumersOf(code)])('of many enterprises to %j', async (wish) => {
        const first = wish === owner ? 200 : 60;
        for (const selection of everythingOf(property)) {
          const { data } = await askBoth(wish, many(selection), { first });
          expect(data).toMatchObject({ enterprises: { edges: { length: first } } });
        }
      });

      it('of one enterprise to its owner, and to itself', async () => {
        for (const uscc of codes.slice(0, 25).filter((_code, position) => position % 2 === 0))
          for (const selection of everythingOf(property))
            for (const wish of [owner, { enterprise: uscc }]) await askBoth(wish, one(selection), { uscc });
      });

      it('of an enterprise that nobody knows', async () => {
        const [selection = ''] = everythingOf(property);
        const told = await askBoth(owner, one(selection), { uscc: makeUscc('140198', 77) });
        expect(JSON.stringify(told.errors)).toContain('UNKNOWN_SUBJECT');
      });

      it.each(screenings[engine.unit])('when %j screens by %s', async (wish, where) => {
        await askBoth(
          wish === 'owner' ? owner : wish,
          `{ screening(${where}, first: 200) { count edges { node { uscc } } } }`,
        );
      });

      if (engine.unit === 'nea')
        it.each([
          [owner, ''],
          [owner, ', division: "1401"'],
          [{ unit: 'CITY', purpose: 'M03', system: 'taiyuan' }, ''],
          [{ unit: 'MIIT', purpose: 'M18' }, ''],
        ])('when %j reads the list of protected users%s, page by page', async (wish, filter) => {
          for (let after: readonly (string | null)[] = [null, null]; after.length > 0;) {
            const pages = await Promise.all(
              [embedded, outside].map(async (hub, at) =>
                ask(
                  hub.url,
                  await tokenFor(hub.url, wish),
                  `query ($after: String) { protectedPowerUsers(first: 40${filter}, after: $after) {
                  edges { node { uscc energy { orderlyUse curtailments { happenedOn } } } } pageInfo { hasNextPage endCursor } } }`,
                  { after: after[at] },
                ),
              ),
            );
            const [here, there] = pages.map(({ data }) => data?.protectedPowerUsers);
            expect(there?.edges).toEqual(here?.edges);
            expect(pages[1]?.errors).toEqual(pages[0]?.errors);
            after =
              here?.pageInfo.hasNextPage === true ? [here, there].map((list) => list.pageInfo.endCursor) : [];
          }
        });
    });

    describe('records', () => {
      it('as many refusals, by the same rules, as in the embedded cluster', async () => {
        const told = await Promise.all(
          [embedded, outside].map(async ({ url: hub }) => {
            const health = await ask(
              hub,
              await tokenFor(hub, { unit: 'LSG', purpose: 'G3' }),
              '{ sharingHealth { owners { unit state refusals { code count } } } }',
            );
            return health.data.sharingHealth.owners.find((one: { unit: string }) => one.unit === code);
          }),
        );
        expect(told[1]).toEqual(told[0]);
        expect(told[1].refusals).toContainEqual({ code: 'DENIED_THRESHOLD', count: expect.any(Number) });
      });

      it('every reading before it answers, where the enterprise finds it and the log can be verified', async () => {
        const uscc = codes[7] ?? '';
        const [selection = ''] = everythingOf(property);
        const read = await ask(
          outside.url,
          await tokenFor(outside.url, owner),
          `query ($uscc: USCC!) { enterprise(uscc: $uscc) { ${selection} } }`,
          { uscc },
        );
        const log = await ask(
          outside.url,
          await tokenFor(outside.url, { enterprise: uscc }),
          `query ($uscc: USCC!) { enterprise(uscc: $uscc) { accessLog(first: 20) { edges { node { receipt owner purpose fields { field outcome } } } } } }`,
          { uscc },
        );
        expect(codesOf(log)).toEqual([]);
        const entries = log.data.enterprise.accessLog.edges.map((edge: { node: unknown }) => edge.node);
        expect(entries).toContainEqual(
          expect.objectContaining({ receipt: read.sharing.receipt, owner: code, purpose: owner.purpose }),
        );
        const verdict = await promisify(execFile)(
          process.execPath,
          [join('dist', 'src', 'main.js'), 'audit', 'verify', '--unit', engine.unit],
          { env: { ...process.env, ...environment, HUB_DATA_DIR: outside.dataDir } },
        );
        expect(verdict.stdout).toMatch(/：完好，\d+ 条记录、\d+ 条补记，.*数据库已有的 [1-9]\d* 条都在/);
      });
    });

    describe('is refused at the start in one line', () => {
      const secret = 'canary-password';
      const place = (change: (address: URL) => unknown): string => {
        const address = new URL(url());
        change(address);
        return address.toString();
      };
      const cases: [string, () => Promise<string> | string, RegExp][] = [
        [
          'to a user that is not there',
          () => place((address) => (address.username = 'srdi_test_nobody')),
          /用户名或口令不对|不允许这样登录/,
        ],
        [
          'where nobody listens',
          async () => {
            const port = await freePort();
            return place((address) => (address.port = String(port)));
          },
          /没有服务在监听/,
        ],
        [
          'where there is no such database',
          () => place((address) => (address.pathname = '/srdi_test_none')),
          /没有这个数据库/,
        ],
      ];
      it.each(cases)('%s', async (_case, address, reason) => {
        const at = new URL(await address());
        at.password = engine.unit === 'nea' && at.username.endsWith('nobody') ? secret : at.password;
        const refusal = await refusalOf(open(engine.unit, at.toString()));
        expect(refusal).toMatch(reason);
        expect(refusal).toContain(`UNIT_${code}_DATABASE_URL`);
        expect(refusal).not.toContain(secret);
      });

      if (engine.dialect.engine === 'MariaDB') {
        it('with a wrong password, or without a database', async () => {
          expect(
            await refusalOf(
              open(
                'nea',
                place((address) => (address.password = secret)),
              ),
            ),
          ).toMatch(/用户名或口令不对；请检查 UNIT_NEA_DATABASE_URL$/);
          expect(
            await refusalOf(
              open(
                'nea',
                place((address) => (address.pathname = '/')),
              ),
            ),
          ).toContain('UNIT_NEA_DATABASE_URL 没有写明数据库');
        });

        it.each(['hub', 'tax', 'smeb'])('where %s is to lie on it', async (id) => {
          expect(await refusalOf(open(id, url()))).toMatch(
            /的数据库只能在 PostgreSQL 上：请把 \w+_DATABASE_URL 改为 postgres:\/\//,
          );
        });
      }
    });

    describe('is kept apart', () => {
      const nameOf = (): string => databases.get(engine.unit)?.name ?? '';
      const administer = (statement: string): Promise<void> =>
        databases.get(engine.unit)?.administer(statement) ?? Promise.resolve();
      /** The hub goes by a name that nobody else has on that server. */
      const hubUrl = (): URL => Object.assign(new URL(embeddedUrl('hub')), { username: `${nameOf()}_hub` });
      const isolation = (): Promise<void> =>
        assertIsolation((id) => (id === engine.unit ? url() : hubUrl().toString()), [engine.unit]);

      it('and its start is refused where the hub’s own name and password open its database', async () => {
        await expect(isolation()).resolves.toBeUndefined();
        const { username, password } = hubUrl();
        const [made, grant, unmade] =
          engine.dialect.engine === 'MariaDB'
            ? [
                `CREATE USER ${username} IDENTIFIED BY '${password}'`,
                `GRANT SELECT ON ${nameOf()}.* TO ${username}`,
                [`DROP USER ${username}`],
              ]
            : [
                `CREATE ROLE ${username} LOGIN PASSWORD '${password}'`,
                `GRANT CONNECT ON DATABASE ${nameOf()} TO ${username}`,
                [`REVOKE ALL ON DATABASE ${nameOf()} FROM ${username}`, `DROP ROLE ${username}`],
              ];
        await administer(made);
        try {
          await expect(isolation()).resolves.toBeUndefined();
          await administer(grant);
          expect(await refusalOf(isolation())).toContain(`hub 的角色能够进入 ${engine.unit} 的数据库`);
        } finally {
          for (const statement of unmade) await administer(statement);
        }
      });

      if (engine.dialect.engine === 'MariaDB')
        it('and its start is refused where its user may do anything in another database', async () => {
          const other = await newDatabase(engine);
          const name = nameOf();
          try {
            await administer(`GRANT SELECT ON ${other.name}.* TO ${name}`);
            const refusal = await refusalOf(isolation());
            expect(refusal).toContain(`nea 的用户还能进入数据库 ${other.name}`);
            expect(refusal).toContain(`REVOKE ALL PRIVILEGES ON \`${other.name}\`.* FROM \`${name}\``);
          } finally {
            await other.drop();
          }
          await administer(`REVOKE ALL PRIVILEGES ON ${other.name}.* FROM ${name}`);
          await expect(isolation()).resolves.toBeUndefined();
        });
    });

    describe('and whose server', () => {
      const question = `query ($uscc: USCC!) { enterprise(uscc: $uscc) { registration { name } ${property} { __typename } } }`;
      const asked = async (): Promise<Answer> =>
        ask(outside.url, await tokenFor(outside.url, owner), question, { uscc: codes[0] });

      it('stops leaves the other slices as they are, and is asked again when it is back', async () => {
        await door().close();
        const without = await asked();
        expect(without.data.enterprise.registration.name).toMatch(/（测试）$/);
        expect(without.data.enterprise[property]).toBeNull();
        expect(without.errors.map(({ extensions }) => [extensions.code, extensions['unit']])).toEqual([
          ['OWNER_UNAVAILABLE', code],
        ]);
        expect(without.text).not.toMatch(/ECONN|srdi_test|127\.0\.0\.1/);
        const ready = await fetch(`${outside.url}/readyz`);
        expect(await ready.text()).toContain(`"unit":"${code}","database":"down"`);
        await door().open();
        expect(codesOf(await asked())).toEqual([]);
      });

      it('falls silent is waited for no longer than an owner is', async () => {
        door().hold();
        const without = await asked();
        expect(codesOf(without)).toEqual(['OWNER_TIMEOUT']);
        await door().close();
        await door().open();
        expect(codesOf(await asked())).toEqual([]);
      });
    });
  });
