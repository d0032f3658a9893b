import { type Read, answered, first, nodes, rows } from './performing';

/** How an enterprise grows. */
export function innovationJourneys(): void {
  it('Q15: the demand of one enterprise beside what everybody may see of the supply', async () => {
    const { uscc } = await first('std', 'SELECT uscc FROM technology_demand ORDER BY uscc LIMIT 1');
    const told = await answered('TechDemandMatch', { uscc });
    const subjects = (await rows('std', 'SELECT subject FROM technology_demand WHERE uscc = $1', [uscc])).map(
      ({ subject }) => subject,
    );
    expect(told.enterprise.innovation.techDemands.map(({ subject }: Read) => subject).sort()).toEqual(
      subjects.sort(),
    );
    for (const supply of [told.techSupplies, told.universityPatents, told.licensablePatents])
      expect(nodes(supply)).toHaveLength(5);
  });

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

  it('Q19: where the titled enterprises of Taiyuan stand in their chains', async () => {
    const { srdiEnterprises } = await answered('ChainMap');
    expect(nodes(srdiEnterprises)).not.toHaveLength(0);
    for (const { uscc, registration, industry } of nodes(srdiEnterprises)) {
      expect(registration.division).toMatch(/^1401/);
      const stored = await first('miit', 'SELECT chain, chain_role, node FROM industry WHERE uscc = $1', [
        uscc,
      ]);
      expect(industry).toEqual({ chain: stored.chain, chainRole: stored.chain_role, node: stored.node });
    }
  });
}
