import { codesOf } from '../../support/ask';
import { conditional, tax } from './applying';
import { hub, steps, stateOf, refusal } from './one-hub';

export function everyStep(): void {
  it('is refused to whoever has no part in it, like one that does not exist', async () => {
    const no = await steps.forwarded();
    const inputs: [string, object][] = [
      ['withdrawApplication', { no, reason: '不再需要' }],
      ['submitApplication', { no }],
      ['supplementApplication', { no, reason: '补正' }],
      ['renewApplication', { no, startsOn: '2026-04-01', endsOn: '2026-05-01' }],
      ['proposeAgreement', { no }],
      ['proposeRefusal', { no, reason: '理由', basis: '条例 第1条' }],
      ['agreeToApplication', { no }],
      ['refuseApplication', { no }],
      ['extendReply', { no, reason: '理由', workingDays: 1 }],
      ['askSupplement', { no, reason: '理由' }],
      ['urgeApplication', { no }],
    ];
    for (const [name, input] of inputs) {
      const [foreign, invented] = await Promise.all([
        hub.act('SMEB.approver', name, input),
        hub.act('SMEB.approver', name, { ...input, no: no.replace(/\d+$/, '999999') }),
      ]);
      expect([name, codesOf(foreign)]).toEqual([name, ['BAD_USER_INPUT']]);
      expect(refusal(foreign)).toBe(refusal(invented).replace(/A-999999/, no));
    }
    expect(await stateOf(no)).toBe('FORWARDED');
  });

  it('of the other side is refused with who does it', async () => {
    const no = await steps.forwarded();
    for (const [official, name, input, says] of [
      ['FIN.approver', 'agreeToApplication', { no }, '“同意共享”由提供方办理'],
      ['TAX.approver', 'withdrawApplication', { no, reason: '理由' }, '“撤回申请”由需求方办理'],
      ['DATA.approver', 'proposeAgreement', { no }, '“拟同意”由提供方办理'],
      ['TAX.approver', 'supplementApplication', { no, reason: '理由' }, '“补正”由需求方办理'],
      ['DATA.approver', 'grantApplication', { no }, '申请现为“已转提供方”，不能“直接授权”'],
    ] as const) {
      const answer = await hub.act(official, name, input);
      expect([name, refusal(answer)]).toEqual([name, expect.stringContaining(says)]);
    }
  });

  it('of the authority is refused to units, and nothing is done without the purpose of sharing', async () => {
    const no = await steps.submitted();
    for (const name of ['checkApplication', 'grantApplication', 'forwardApplication'])
      expect(codesOf(await hub.act('TAX.approver', name, { no }))).toEqual(['DENIED_NO_GRANT']);
    expect(
      codesOf(
        await hub.act('DATA.approver', 'draftApplication', {
          ...conditional,
          startsOn: '2026-03-02',
          endsOn: '2026-03-03',
        }),
      ),
    ).toEqual(['DENIED_NO_GRANT']);
    expect(codesOf(await hub.act('FIN.main.M05', 'withdrawApplication', { no, reason: '理由' }))).toEqual([
      'DENIED_PURPOSE',
    ]);
  });

  it('is taken once: of two officials at once one wins and the other is told', async () => {
    const no = await steps.forwarded();
    await steps.done(tax.prepares, 'proposeAgreement', { no });
    const both = await Promise.all([
      hub.act('TAX.approver', 'agreeToApplication', { no }),
      hub.act('TAX.main', 'agreeToApplication', { no }),
    ]);
    expect(both.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    expect(both.map(refusal).join('')).toContain('申请现为“已同意”，不能“同意共享”');
    expect(await hub.rows('SELECT FROM agreement WHERE application = $1', [no])).toHaveLength(1);
    expect(await hub.rows(`SELECT FROM clock WHERE subject = $1 AND ended_on IS NULL`, [no])).toHaveLength(1);
  });

  it('is taken once, also where one agrees and the other withdraws', async () => {
    for (let round = 0; round < 5; round += 1) {
      const no = await steps.forwarded();
      await steps.done(tax.prepares, 'proposeAgreement', { no });
      const both = await Promise.all([
        hub.act('TAX.approver', 'agreeToApplication', { no }),
        hub.act('FIN.main', 'withdrawApplication', { no, reason: '不再需要' }),
      ]);
      const won = both.findIndex(({ errors }) => errors.length === 0);
      expect(both.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
      expect(await stateOf(no)).toBe(['AGREED', 'WITHDRAWN'][won]);
    }
  });
}
