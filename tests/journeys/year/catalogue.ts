import { data, tax } from '../sharing/applying';
import { hub, refusal, steps } from './the-year';

export async function catalogueIsPublished(): Promise<void> {
  const version = { unit: 'TAX', version: 1 };
  await steps.done(tax.prepares, 'draftCatalogue', { cause: '首次编制', changedOn: '2026-01-05' });
  expect(refusal(await hub.act(tax.prepares, 'submitCatalogue', version))).toContain('另一位经办人');
  await steps.done(tax.decides, 'submitCatalogue', version);
  await hub.goTo('2026-01-07');
  await steps.done(data.prepares, 'reviewCatalogue', version);
  expect(refusal(await hub.act(data.prepares, 'publishCatalogue', version))).toContain('另一位经办人');
  await steps.done(data.decides, 'publishCatalogue', version);
  const { catalogueVersions } = (
    await hub.as(
      'FIN.main',
      '{ catalogueVersions(unit: "TAX") { version state publishedOn items deadlines { step dueOn endedOn } life { act } } }',
    )
  ).data;
  expect(catalogueVersions).toMatchObject([
    {
      version: 1,
      state: 'PUBLISHED',
      publishedOn: '2026-01-07',
      deadlines: [
        { step: 'CATALOGUE_UPDATE', dueOn: '2026-01-19', endedOn: '2026-01-05' },
        { step: 'CATALOGUE_PUBLICATION', dueOn: '2026-01-07', endedOn: '2026-01-07' },
      ],
      life: [
        { act: 'draftCatalogue' },
        { act: 'submitCatalogue' },
        { act: 'reviewCatalogue' },
        { act: 'publishCatalogue' },
      ],
    },
  ]);
  expect(
    refusal(await hub.act(tax.prepares, 'draftCatalogue', { cause: '再编', changedOn: '2026-01-07' })),
  ).toContain('第 1 版一致');
}
