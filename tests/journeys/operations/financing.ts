import { codesOf } from '../../support/ask';
import { answered, first, latestReturn, perform, performed, rows, yesNo, type Read } from './performing';

/** Money that others give, and the markets. */
export function financingJourneys(): void {
  it('Q10: the changes of the push list, as the recognitions on file tell them', async () => {
    const { pushListChanges } = await answered('PushListDelta');
    const expected = await rows(
      'smeb',
      `SELECT uscc, valid_from::text AS "happenedOn" FROM recognition r
        WHERE valid_from = (SELECT min(valid_from) FROM recognition)
          AND EXISTS (SELECT FROM cultivation c WHERE c.uscc = r.uscc)
        ORDER BY valid_from, uscc LIMIT 100`,
    );
    const oldest = pushListChanges.changes.slice(0, expected.length);
    expect(oldest.map(({ enterprise, happenedOn }: Read) => ({ uscc: enterprise.uscc, happenedOn }))).toEqual(
      expected,
    );
    expect(new Set(oldest.map(({ kind, reason }: Read) => `${kind} ${reason}`))).toEqual(
      new Set(['ADDED RECOGNISED']),
    );
    const [{ uscc }] = expected;
    const named = await first('amr', 'SELECT name FROM registration WHERE uscc = $1', [uscc]);
    expect(oldest[0].enterprise.registration.name).toBe(named.name);
    expect(pushListChanges).toMatchObject({
      nextCursor: pushListChanges.changes.at(-1).cursor,
      hasMore: true,
    });
  });

  it('Q11: the overview of whom the enterprise allowed, beside one that allowed nothing', async () => {
    const { uscc: consented } = await first(
      'hub',
      `SELECT uscc FROM consent WHERE consumer = 'LFR' AND revoked_at IS NULL AND ends_on >= current_date ORDER BY uscc LIMIT 1`,
    );
    const known = (await rows('hub', 'SELECT uscc FROM consent')).map(({ uscc }) => uscc);
    const { uscc: other } = await first(
      'pbc',
      'SELECT uscc FROM credit WHERE NOT uscc = ANY($1) ORDER BY uscc LIMIT 1',
      [known],
    );
    performed.add('CreditCheck');
    const told = await perform('CreditCheck', { consented, other });
    expect(codesOf(told)).toEqual(['DENIED_CONSENT_MISSING']);
    const { institutions } = await first(
      'pbc',
      'SELECT count(DISTINCT lender)::int AS institutions FROM loan WHERE uscc = $1',
      [consented],
    );
    expect(told.data.consented.credit.creditOverview?.institutionCount ?? 0).toBe(institutions);
    const { assets, debt } = await latestReturn(consented);
    expect(told.data.consented.tax.debtRatioAtMost).toBe(yesNo(debt / assets <= 0.75));
    expect(told.data.other.credit.creditOverview).toBeNull();
  });

  it('Q12: the listing as the exchange has it, and for the bureau how far the share reform is', async () => {
    const listed = await first(
      'exch',
      `SELECT uscc, listing_code AS code, listing_board AS board, listed_on::text AS "listedOn", share_reform_status AS status FROM regional_market WHERE listing_code IS NOT NULL AND uscc IN (SELECT uscc FROM regional_market WHERE listing_board = 'SRDI') ORDER BY uscc LIMIT 1`,
    );
    const { uscc } = listed;
    performed.add('BoardListing');
    const told = await perform('BoardListing', { uscc });
    expect(told.data.enterprise.regionalMarket.listing).toEqual({
      code: listed.code,
      board: listed.board,
      listedOn: listed.listedOn,
    });
    expect(codesOf(told).filter((code) => !code.startsWith('DENIED_CONSENT'))).toEqual([]);
    const progress = await answered('BoardProgress', { uscc });
    expect(progress.enterprise.regionalMarket.shareReform?.status ?? null).toBe(listed.status);
  });

  it('Q13: the coverage is what a join of both lists would give', async () => {
    const { srdiBoardCoverage } = await answered('Coverage80');
    const srdi = (
      await rows(
        'smeb',
        `SELECT uscc FROM cultivation WHERE tier IN ('SRDI', 'PROVINCIAL_LITTLE_GIANT', 'NATIONAL_LITTLE_GIANT')`,
      )
    ).map(({ uscc }) => uscc);
    const { covered } = await first(
      'exch',
      'SELECT count(*)::int AS covered FROM regional_market WHERE uscc = ANY($1) AND (displayed OR listing_code IS NOT NULL)',
      [srdi],
    );
    expect(srdiBoardCoverage).toMatchObject({
      srdi: srdi.length,
      covered,
      goal: 0.8,
      isReached: covered / srdi.length >= 0.8,
    });
  });

  it('Q14: the reserve and the stage of one that is on its way', async () => {
    const reserve = await first(
      'lfr',
      'SELECT uscc, layer, batch FROM listing_reserve ORDER BY uscc LIMIT 1',
    );
    const { uscc, layer, batch } = reserve;
    const { enterprise } = await answered('ListingReserve', { uscc });
    const stored = await first('csrc', 'SELECT stage FROM stock_listing WHERE uscc = $1', [uscc]);
    expect(enterprise.listing.stage).toBe(stored.stage);
    expect(enterprise.financing.listingReserve).toMatchObject({ layer, batch });
  });
}
