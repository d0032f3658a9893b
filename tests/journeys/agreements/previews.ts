import { ask, codesOf, tokenFor, type Answer } from '../../support/ask';
import { inHubDatabase } from '../../support/agreements';
import { planOperations } from '../../../src/sharing/plan-operations';
import { asUnit, dataDir, someUscc, tokenOf, url } from './acting';

const PREVIEW = `query ($operation: String, $document: String, $unit: String, $purpose: String) {
  preview(operation: $operation, document: $document, unit: $unit, purpose: $purpose) {
    consumer consumerName purpose bundle
    fields { field zh owner outcome how agreement basis scope needsConsent consent }
  } }`;

interface Field {
  readonly field: string;
  readonly outcome: string;
  readonly agreement: string | null;
  readonly consent: string | null;
  readonly needsConsent: boolean;
}

const fieldsOf = (answer: Answer): Field[] => answer.data.preview.fields;

export function previews(): void {
  it('says of a registered operation what it would disclose, to whom and on what basis, and asks no owner', async () => {
    const told = await asUnit('SMEB', PREVIEW, { operation: 'FundDueDiligence' });
    expect(codesOf(told)).toEqual([]);
    expect(told.data.preview).toMatchObject({
      consumer: 'FHG',
      consumerName: '山西金控集团',
      purpose: 'M06',
      bundle: told.sharing.bundle,
    });
    expect(told.sharing.units).toEqual([]);
    expect(fieldsOf(told)).toContainEqual({
      field: 'Tax.revenue',
      zh: expect.any(String),
      owner: 'TAX',
      outcome: 'GRANTED',
      how: 'clear',
      agreement: 'Q06-FundDueDiligence-FHG-TAX',
      basis: expect.any(String),
      scope: '梯次 PROVINCIAL_LITTLE_GIANT、NATIONAL_LITTLE_GIANT',
      needsConsent: true,
      consent: null,
    });
  });

  it('says the same as the decision of the question itself', async () => {
    const registered = planOperations.find(({ document }) => document.includes('query AwardPrecheck('));
    const told = await asUnit('LSG', PREVIEW, {
      document: registered?.document,
      unit: 'EXCH',
      purpose: 'M10',
    });
    const asked = await ask(url(), await tokenOf('EXCH', 'M10'), registered?.document ?? '', {
      uscc: someUscc(),
    });
    const refused = fieldsOf(told).filter(({ outcome }) => outcome.startsWith('DENIED'));
    expect(refused.length).toBeGreaterThan(2);
    expect(refused.map(({ field, outcome }) => [field, outcome]).sort()).toEqual(
      asked.errors.map(({ extensions }) => [extensions['field'], extensions.code]).sort(),
    );
  });

  it('tells an enterprise of its own consents, and a unit of nobody’s', async () => {
    const uscc = await inHubDatabase(dataDir(), async (query) => {
      const [row] = await query<{ uscc: string }>(
        `SELECT uscc FROM consent WHERE consumer = 'FHG' AND purpose = 'M06' AND revoked_at IS NULL AND ends_on > now() LIMIT 1`,
      );
      return row?.uscc ?? '';
    });
    const statesFor = async (enterprise: string): Promise<Set<string | null>> => {
      const token = await tokenFor(url(), { enterprise });
      const told = await ask(url(), token, PREVIEW, { operation: 'FundDueDiligence' });
      return new Set(
        fieldsOf(told)
          .filter(({ needsConsent }) => needsConsent)
          .map(({ consent }) => consent),
      );
    };
    expect(await statesFor(uscc)).toEqual(new Set(['IN_FORCE']));
    expect(await statesFor(await without(uscc))).toEqual(new Set(['MISSING']));
  });

  it.each([
    ['neither operation nor document', {}, '请填 operation 或 document 其中一项'],
    ['an operation that nobody registered', { operation: 'Invented' }, '没有典型业务 Invented'],
    [
      'a document that could not be asked',
      { document: '{ nothing }', unit: 'FIN', purpose: 'M05' },
      '不能提出',
    ],
    ['text that is no document', { document: '{', unit: 'FIN', purpose: 'M05' }, '不能提出'],
    [
      'a change',
      {
        document: 'mutation { claimTask(key: "1", input: { no: "1" }) { no } }',
        unit: 'FIN',
        purpose: 'M05',
      },
      '应恰有一个查询',
    ],
    ['a unit that does not exist', { document: '{ viewer { kind } }', unit: 'XXX' }, '没有需求方 XXX'],
    [
      'a purpose that is not the unit’s',
      { operation: 'FundDueDiligence', purpose: 'M10' },
      'FHG 不承担用途 M10',
    ],
  ])('refuses %s', async (_name, wanted, text) => {
    const told = await asUnit('SMEB', PREVIEW, wanted);
    expect([told.data, codesOf(told)]).toEqual([{ preview: null }, ['BAD_USER_INPUT']]);
    expect(told.errors[0]?.message).toContain(text);
  });

  it('is an affair of sharing: no measure’s, and no stranger’s', async () => {
    const underMeasure = await ask(url(), await tokenOf('EXCH', 'M10'), PREVIEW, {
      operation: 'FundDueDiligence',
    });
    expect(codesOf(underMeasure)).toEqual(['DENIED_PURPOSE']);
    const stranger = await ask(url(), undefined, '{ preview(operation: "FundDueDiligence") { purpose } }');
    expect(codesOf(stranger)).toEqual(['UNAUTHENTICATED']);
  });
}

/** An enterprise of which nobody has asked a consent. */
const without = (uscc: string): Promise<string> =>
  inHubDatabase(dataDir(), async (query) => {
    const rows = await query<{ uscc: string }>('SELECT DISTINCT uscc FROM consent');
    const asked = new Set([uscc, ...rows.map((row) => row.uscc)]);
    const open = await ask(url(), undefined, '{ enterprises(first: 100) { edges { node { uscc } } } }');
    const found = open.data.enterprises.edges.find(
      ({ node }: { node: { uscc: string } }) => !asked.has(node.uscc),
    );
    return found.node.uscc;
  });
