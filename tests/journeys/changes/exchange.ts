import { codesOf } from '../../support/ask';
import { as, codes, make, type Attempt } from './making';

export function exchangeChanges(): void {
  const market = 'regionalMarket { displayed layer listing { code board listedOn } }';
  const list = (uscc: string, code: string): Attempt => ({
    unit: 'EXCH',
    change: 'listEnterprise',
    type: 'ListingInput',
    input: { uscc, code, board: 'SRDI', layer: 'INCUBATION', listedOn: '2026-01-05', greenChannel: true },
    read: market,
  });
  const cancel = (code: string): Attempt => ({
    unit: 'EXCH',
    change: 'cancelListing',
    type: 'ListingCancellation',
    input: { code, cancelledOn: '2026-02-01', reason: '测试终止' },
    read: market,
  });
  const relayer = (code: string): Attempt => ({
    unit: 'EXCH',
    change: 'changeListing',
    type: 'ListingChangeInput',
    input: { code, layer: 'CULTIVATION' },
    read: market,
  });

  it('displays, lists, moves and cancels, and leaves a cancelled listing alone', async () => {
    const [uscc = '', other = ''] = await codes(
      'exch',
      'SELECT uscc FROM regional_market WHERE listing_code IS NULL AND NOT displayed ORDER BY uscc',
    );
    const displayed = await make({
      unit: 'EXCH',
      change: 'displayEnterprise',
      type: 'DisplayInput',
      input: { uscc, greenChannel: true },
      read: market,
    });
    expect(displayed.data.displayEnterprise.enterprise.regionalMarket.displayed).toBe(true);
    const listed = await make(list(uscc, 'C900001'));
    expect(listed.data.listEnterprise.enterprise.regionalMarket).toEqual({
      displayed: true,
      layer: 'INCUBATION',
      listing: { code: 'C900001', board: 'SRDI', listedOn: '2026-01-05' },
    });
    expect(codesOf(await make(list(uscc, 'C900002')))).toEqual(['BAD_USER_INPUT']);
    expect(codesOf(await make(list(other, 'C900001')))).toEqual(['BAD_USER_INPUT']);
    expect((await make(relayer('C900001'))).data.changeListing.enterprise.regionalMarket.layer).toBe(
      'CULTIVATION',
    );
    const board = `{ srdiBoardListings(first: 200) { edges { node { code } } } }`;
    expect((await as('EXCH', board)).text).toContain('C900001');
    expect((await make(cancel('C900001'))).data.cancelListing.enterprise.regionalMarket.listing).toBeNull();
    expect((await as('EXCH', board)).text).not.toContain('C900001');
    for (const again of [cancel('C900001'), relayer('C900001'), list(other, 'C900001')]) {
      const refused = await make(again);
      expect(codesOf(refused)).toEqual(['BAD_USER_INPUT']);
      expect(refused.errors[0]).toMatchObject({
        message: expect.stringContaining('已于 2026-02-01 终止'),
        path: [again.change],
        extensions: { basis: '方案 第10条' },
      });
    }
  });
}
