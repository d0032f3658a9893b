import { codesOf } from '../../support/ask';
import { data, fin, tax } from './applying';
import { hub, steps, stateOf, refusal } from './one-hub';

export function disputes(): void {
  const matter = { matter: '区间不能推知单户，请提供', basis: '政务数据共享条例 第14条' };
  const DISPUTES = `query ($no: ID!) { application(no: $no) { state disputes {
    no openedBy state offer offeredBy outcome decision decisionBasis documentNo
    deadlines { step responsible dueOn endedOn } life { act actor to } } } }`;
  const refused = async (): Promise<string> => {
    await hub.goTo('2026-03-02');
    const no = await steps.forwarded();
    await steps.refuse(no);
    return no;
  };

  it('is negotiated, coordinated and decided; an overruled provider replies anew, and nobody in its name', async () => {
    const application = await refused();
    const no = await steps.done(fin.prepares, 'openDispute', { application, ...matter });
    await steps.done(fin.prepares, 'escalateDispute', { no, reason: '协商不成' });
    const decision = {
      no,
      outcome: 'OVERRULED',
      reason: '依法应予共享',
      basis: '政务数据共享条例 第15条',
      documentNo: '晋政函〔2026〕1号',
    };
    expect(codesOf(await hub.act(tax.decides, 'proposeDecision', decision))).toEqual(['DENIED_NO_GRANT']);
    await steps.done(data.prepares, 'proposeDecision', decision);
    expect(refusal(await hub.act(data.prepares, 'decideDispute', { no }))).toContain('另一位经办人');
    await steps.done(data.decides, 'decideDispute', { no });
    const { data: answer } = await hub.as('TAX.main', DISPUTES, { no: application });
    expect(answer.application).toMatchObject({
      state: 'FORWARDED',
      disputes: [
        {
          no,
          openedBy: 'FIN',
          state: 'DECIDED',
          outcome: 'OVERRULED',
          decisionBasis: '政务数据共享条例 第15条',
          documentNo: '晋政函〔2026〕1号',
          deadlines: [
            { step: 'NEGOTIATION', responsible: 'TAX', dueOn: '2026-03-16', endedOn: '2026-03-02' },
            { step: 'COORDINATION', responsible: 'DATA', dueOn: '2026-03-23', endedOn: '2026-03-02' },
          ],
          life: [
            { act: 'openDispute', actor: 'FIN', to: 'NEGOTIATING' },
            { act: 'escalateDispute', actor: 'FIN', to: 'COORDINATING' },
            { act: 'proposeDecision', actor: 'DATA', to: 'COORDINATING' },
            { act: 'decideDispute', actor: 'DATA', to: 'DECIDED' },
          ],
        },
      ],
    });
    await steps.agree(application);
  });

  it('is settled by what one side offers and the other accepts', async () => {
    const application = await refused();
    const no = await steps.done(fin.prepares, 'openDispute', { application, ...matter });
    await steps.done(tax.prepares, 'offerSettlement', { no, offer: '改供规模区间', reopens: true });
    expect(refusal(await hub.act(tax.decides, 'acceptSettlement', { no }))).toContain('须由对方接受');
    const both = await Promise.all([
      hub.act(fin.prepares, 'acceptSettlement', { no }),
      hub.act(fin.decides, 'acceptSettlement', { no }),
    ]);
    expect(both.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    expect(both.map(refusal).join('')).toContain('争议现为“已协商一致”');
    expect(await stateOf(application)).toBe('FORWARDED');
  });

  it('is opened once, by a party, about what can be disputed, on a legal basis', async () => {
    const open = await steps.forwarded();
    expect(refusal(await hub.act(fin.prepares, 'openDispute', { application: open, ...matter }))).toContain(
      '只有被拒绝',
    );
    const application = await refused();
    expect(
      refusal(await hub.act(fin.prepares, 'openDispute', { application, ...matter, basis: '不服' })),
    ).toContain('法律依据');
    expect(refusal(await hub.act('SMEB.main', 'openDispute', { application, ...matter }))).toContain(
      '与本单位无关',
    );
    expect(refusal(await hub.act(data.prepares, 'openDispute', { application, ...matter }))).toContain(
      '由需求方或提供方提出',
    );
    const no = await steps.done(fin.prepares, 'openDispute', { application, ...matter });
    expect(codesOf(await hub.act(tax.prepares, 'openDispute', { application, ...matter }))).toEqual([
      'BAD_USER_INPUT',
    ]);
    for (const [name, input] of [
      ['offerSettlement', { no, offer: '方案', reopens: false }],
      ['acceptSettlement', { no }],
      ['escalateDispute', { no, reason: '理由' }],
    ] as const) {
      const [foreign, invented] = [
        await hub.act('SMEB.main', name, input),
        await hub.act('SMEB.main', name, { ...input, no: 'D-999999' }),
      ];
      expect(refusal(foreign)).toBe(refusal(invented).replace('D-999999', no));
    }
    const listed = async (official: string): Promise<string[]> =>
      (await hub.as(official, '{ disputes(state: NEGOTIATING, first: 200) { no } }')).data.disputes.map(
        (one: { no: string }) => one.no,
      );
    for (const official of ['FIN.main', 'TAX.main', 'DATA.main'])
      expect(await listed(official)).toContain(no);
    expect(await listed('SMEB.main')).toEqual([]);
  });
}
