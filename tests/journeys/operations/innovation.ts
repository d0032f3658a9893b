import { answered, first, nodes, rows } from './performing';

/** How an enterprise grows. */
export function innovationJourneys(): void {
  it('Q17: the instruments of Taiyuan, to everybody', async () => {
    const { sharedInstruments } = await answered('SharedInstruments');
    const stored = await rows(
      'std',
      `SELECT instrument_no FROM shared_instrument WHERE division LIKE '1401%'`,
    );
    expect(nodes(sharedInstruments)).toHaveLength(Math.min(10, stored.length));
    const known = stored.map(({ instrument_no }) => instrument_no);
    for (const { instrumentNo } of nodes(sharedInstruments)) expect(known).toContain(instrumentNo);
  });

  it('Q18: the digital level of the first SRDI enterprises', async () => {
    const { srdiEnterprises } = await answered('SmartUpgrade');
    const expected = await rows(
      'smeb',
      `SELECT uscc FROM cultivation WHERE tier = 'SRDI' ORDER BY uscc LIMIT 10`,
    );
    expect(nodes(srdiEnterprises).map(({ uscc }) => uscc)).toEqual(expected.map(({ uscc }) => uscc));
    for (const { uscc, industry } of nodes(srdiEnterprises)) {
      const { digital_level } = await first('miit', 'SELECT digital_level FROM industry WHERE uscc = $1', [
        uscc,
      ]);
      expect(industry.digitalLevel).toBe(digital_level);
    }
  });
}
