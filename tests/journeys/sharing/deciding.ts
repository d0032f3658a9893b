import { conditional, data, fin, tax, unconditional } from './applying';
import { hub, steps, told, stateOf, refusal } from './one-hub';

export function deciding(): void {
  describe('an application for what is shared on condition', () => {
    it('goes from draft to agreement by two officials of each side, each step with its clock', async () => {
      const no = await steps.forwarded();
      expect(await told('FIN.main', no)).toMatchObject({
        state: 'FORWARDED',
        isConditional: true,
        fields: [{ field: 'Tax.revenueBand', share: '有条件共享' }],
        deadlines: [
          {
            step: 'CHECK',
            responsible: 'DATA',
            dueOn: '2026-03-04',
            endedOn: '2026-03-02',
            provenance: '[I]',
          },
          {
            step: 'REPLY',
            responsible: 'TAX',
            startedOn: '2026-03-02',
            dueOn: '2026-03-16',
            daysLeft: 10,
            isOverdue: false,
            rule: 'national-reply',
            provenance: '[S2]',
            verifiedBy: null,
          },
        ],
      });
      await steps.agree(no);
      expect(await told('TAX.main', no)).toMatchObject({
        state: 'AGREED',
        life: [
          { act: 'draftApplication', actor: 'FIN', to: 'DRAFT' },
          { act: 'submitApplication', actor: 'FIN', from: 'DRAFT', to: 'SUBMITTED' },
          { act: 'checkApplication', actor: 'DATA' },
          { act: 'forwardApplication', actor: 'DATA', to: 'FORWARDED' },
          { act: 'proposeAgreement', actor: 'TAX', to: 'FORWARDED' },
          { act: 'agreeToApplication', actor: 'TAX', to: 'AGREED' },
        ],
      });
      expect(
        await hub.rows(
          'SELECT id, consumer, provider, fields, state, application FROM agreement WHERE application = $1',
          [no],
        ),
      ).toEqual([
        {
          id: no,
          consumer: 'FIN',
          provider: 'TAX',
          fields: ['Tax.revenueBand'],
          state: 'DRAFT',
          application: no,
        },
      ]);
    });

    it('is refused with reason and legal basis, which its applicant reads', async () => {
      const no = await steps.forwarded();
      const without = await hub.act(tax.prepares, 'proposeRefusal', { no, reason: '不便提供' });
      expect(refusal(without)).toContain('请写明法律依据');
      await steps.refuse(no);
      expect(await told('FIN.main', no)).toMatchObject({
        state: 'REFUSED',
        reason: '区间仍可推知单户税收情况',
        reasonBasis: '税收征收管理法 第8条',
      });
    });

    it('is not decided by the official who prepared it, at any step', async () => {
      const draft = await steps.draft();
      expect(refusal(await hub.act('FIN.clerk', 'submitApplication', { no: draft }))).toContain(
        '另一位经办人',
      );
      const no = await steps.checked();
      expect(refusal(await hub.act('DATA.clerk', 'forwardApplication', { no }))).toContain('另一位经办人');
      await steps.done('DATA.main', 'forwardApplication', { no });
      await steps.done('TAX.clerk', 'proposeAgreement', { no });
      expect(refusal(await hub.act('TAX.clerk', 'agreeToApplication', { no }))).toContain('另一位经办人');
      expect(await stateOf(no)).toBe('FORWARDED');
    });
  });

  describe('an application for what is shared unconditionally', () => {
    it('is granted by the authority after its check, within one working day', async () => {
      const no = await steps.checked(unconditional);
      expect(refusal(await hub.act(data.decides, 'forwardApplication', { no }))).toContain('应直接授权');
      await steps.done(data.decides, 'grantApplication', { no });
      expect(await told('FIN.main', no)).toMatchObject({
        state: 'GRANTED',
        isConditional: false,
        deadlines: [
          { step: 'CHECK_UNCONDITIONAL', dueOn: '2026-03-03', rule: 'national-unconditional' },
          { step: 'PROVIDE', responsible: 'TAX', dueOn: '2026-03-30' },
        ],
      });
    });

    it('is not granted where one field is shared on condition', async () => {
      const no = await steps.checked({ ...unconditional, fields: ['Tax.sizeClass', 'Tax.revenueBand'] });
      expect(refusal(await hub.act(data.decides, 'grantApplication', { no }))).toContain('应转提供方答复');
    });
  });

  describe('an application and its agreement', () => {
    const why = { reason: '核查使用情况', basis: '政务数据共享条例 第25条' };
    const provided = async (): Promise<string> => {
      const no = await steps.forwarded();
      await steps.agree(no);
      await hub.sign(no);
      return no;
    };

    it('stays provided under the next version of its agreement, and as long as that one says', async () => {
      const no = await provided();
      expect(await told('FIN.main', no)).toMatchObject({
        state: 'PROVIDED',
        deadlines: [{}, {}, { endedOn: '2026-03-02' }],
      });
      const next = await steps.done(tax.prepares, 'reviseAgreement', { no, validUntil: '2028-12-31' });
      expect(await stateOf(no)).toBe('PROVIDED');
      await hub.sign(next);
      expect(await stateOf(no)).toBe('PROVIDED');
      // The application's own term is over by then, the agreement's is not.
      hub.skipTo('2028-12-31');
      expect(await stateOf(no)).toBe('PROVIDED');
      hub.skipTo('2029-01-01');
      expect(await stateOf(no)).toBe('EXPIRED');
      await hub.goTo('2026-03-02');
      await steps.done(tax.decides, 'suspendAgreement', { no: next, ...why });
      expect(await stateOf(no)).toBe('SUSPENDED');
      await steps.done(tax.decides, 'resumeAgreement', { no: next, ...why });
      expect(await stateOf(no)).toBe('PROVIDED');
    });

    it('stays provided where only a draft of the next version is revoked', async () => {
      const no = await provided();
      const next = await steps.done(tax.prepares, 'reviseAgreement', { no, validUntil: '2028-12-31' });
      await steps.done(tax.decides, 'revokeAgreement', { no: next, ...why });
      expect(await stateOf(no)).toBe('PROVIDED');
      await steps.done(tax.decides, 'revokeAgreement', { no, ...why });
      expect(await stateOf(no)).toBe('REVOKED');
    });

    it('ends, and its clock with it, where the draft of its agreement is revoked', async () => {
      const no = await steps.forwarded();
      await steps.agree(no);
      await steps.done(tax.decides, 'revokeAgreement', { no, ...why });
      expect(await stateOf(no)).toBe('REVOKED');
      await hub.goTo('2026-03-03');
      expect(await told('FIN.main', no)).toMatchObject({
        state: 'REVOKED',
        deadlines: [{}, {}, { endedOn: '2026-03-03' }],
      });
      await hub.goTo('2026-03-02');
    });
  });

  describe('a cart', () => {
    it('becomes one application to each owner', async () => {
      const answer = await hub.act(fin.prepares, 'draftApplication', {
        ...conditional,
        fields: ['Tax.sizeClass', 'Cultivation.inPool', 'Cultivation.nicheYears'],
        startsOn: '2026-03-02',
        endsOn: '2026-12-31',
      });
      const { no, count } = answer.data.draftApplication;
      expect(count).toBe(2);
      expect(
        await hub.rows('SELECT provider, is_conditional FROM application WHERE cart = $1 ORDER BY provider', [
          no,
        ]),
      ).toEqual([
        { provider: 'SMEB', is_conditional: false },
        { provider: 'TAX', is_conditional: false },
      ]);
    });

    it('may be a registered operation of the applicant’s own', async () => {
      const term = { startsOn: '2026-03-02', endsOn: '2026-12-31', manner: 'QUERY' };
      const answer = await hub.act('FHG.clerk', 'draftApplication', {
        ...term,
        operation: 'Q06',
        purpose: 'M06',
      });
      expect(answer.errors).toEqual([]);
      const rows = await hub.rows<{ provider: string; fields: string[] }>(
        'SELECT provider, fields FROM application WHERE cart = $1',
        [answer.data.draftApplication.no],
      );
      expect(rows.map(({ provider }) => provider)).toEqual(expect.arrayContaining(['TAX', 'PBC']));
      expect(rows.every(({ fields }) => fields.length > 0)).toBe(true);
      const foreign = await hub.act('AMR.clerk', 'draftApplication', {
        ...term,
        operation: 'Q06',
        purpose: 'M14',
      });
      expect(refusal(foreign)).toContain('没有可申请的字段');
    });
  });

  describe('withdrawing, returning, renewing', () => {
    it('ends the clock with the matter', async () => {
      const no = await steps.submitted();
      await steps.done('FIN.clerk', 'withdrawApplication', { no, reason: '不再需要' });
      expect(await told('FIN.main', no)).toMatchObject({
        state: 'WITHDRAWN',
        deadlines: [{ endedOn: '2026-03-02' }],
      });
    });

    it('goes back to be amended, and is submitted anew with a new clock', async () => {
      const no = await steps.submitted();
      await steps.done(data.prepares, 'returnApplication', {
        no,
        reason: '场景不明',
        basis: '政务数据共享条例 第21条',
      });
      expect(await told('FIN.main', no)).toMatchObject({
        state: 'DRAFT',
        reason: '场景不明',
        isPrepared: false,
      });
      expect(refusal(await hub.act(fin.decides, 'submitApplication', { no }))).toContain('先由经办人');
      await steps.done(fin.prepares, 'amendApplication', {
        ...conditional,
        no,
        startsOn: '2026-03-02',
        endsOn: '2026-12-31',
      });
      await steps.done(fin.decides, 'submitApplication', { no });
      expect((await told('FIN.main', no)).deadlines).toHaveLength(2);
    });

    it('renews only what was provided', async () => {
      const no = await steps.forwarded();
      const renewal = { no, startsOn: '2026-04-01', endsOn: '2026-12-31' };
      expect(refusal(await hub.act(fin.prepares, 'renewApplication', renewal))).toContain('不能“续期”');
    });
  });
}
