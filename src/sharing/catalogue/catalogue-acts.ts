import type { QueryResultRow } from 'pg';
import { Field, InputType, Int, Resolver } from 'type-graphql';
import { Change, type ChangeDone, type ChangeOptions, type OpenChange } from '../../kit/change';
import { checkNotLater, checkText } from '../../kit/change-checks';
import { registerSharedEnum } from '../../kit/declare-types';
import { DateScalar } from '../../kit/scalars';
import { sharingAuthority } from '../../kit/unit-directory';
import { noteAct } from '../acts';
import { officeOf } from '../applications/parties';
import { ClockStep } from '../clocks/clock-rules';
import { orderClock, type ClockMatter } from '../clocks/clock-store';
import { hubOf } from '../hub-context';
import { judge } from '../state-table';
import { CatalogueState, catalogueTable, type CatalogueAct, type CatalogueRole } from './catalogue-state';
import type { CatalogueVersionRow } from './catalogue-table';
import { differenceOf } from './difference';
import { resourcesOf, withheldFault, type CatalogueResource } from './resource';

registerSharedEnum(CatalogueState);

@InputType({ description: '起草本单位的目录' })
export class CatalogueDraft {
  @Field(() => String, { description: '起因：新建，或法规、职责的变动' })
  cause!: string;

  @Field(() => DateScalar, { description: '起因发生之日，更新时限由此起算' })
  changedOn!: string;
}

@InputType({ description: '一个单位的一版目录' })
export class CatalogueVersionNo {
  @Field(() => String, { description: '单位代码' })
  unit!: string;

  @Field(() => Int, { description: '版本' })
  version!: number;
}

@InputType({ description: '退回一版目录' })
export class CatalogueReturn extends CatalogueVersionNo {
  @Field(() => String, { description: '理由' })
  reason!: string;

  @Field(() => String, { description: '法律依据：法规名称与条款' })
  basis!: string;
}

const byProvider = (act: CatalogueAct): ChangeOptions => ({
  zh: catalogueTable.acts[act],
  basis: '政务数据共享条例 第12–17条',
  makers: ['UNIT', 'AUTHORITY'],
});
const byAuthority = (act: CatalogueAct): ChangeOptions => ({ ...byProvider(act), makers: ['AUTHORITY'] });

@Resolver()
export class CatalogueActs {
  /** The content is what the declarations say: a draft is a statement that it is so, to be reviewed and published. */
  @Change(CatalogueDraft, byProvider('draftCatalogue'))
  async draftCatalogue({ cause, changedOn }: CatalogueDraft, change: OpenChange): Promise<ChangeDone> {
    checkText(change, '起因', cause);
    checkNotLater(change, '起因发生之日', changedOn);
    const { caller } = change.owner;
    const office = caller.kind === 'unit' ? caller.unit : '';
    const unit = office === sharingAuthority.code ? 'HUB' : office;
    await change.alone(`catalogue ${unit}`);
    const content = declaredCatalogue(change, unit);
    const known = await change.query<Version & QueryResultRow>(
      `SELECT ${columns} FROM catalogue_version WHERE unit = $1 ORDER BY version DESC`,
      [unit],
    );
    const open = known.find(({ state }) => ['DRAFT', 'SUBMITTED', 'REVIEWED'].includes(state));
    const published = known.find(({ state }) => state === CatalogueState.PUBLISHED);
    if (published !== undefined && differenceOf(published.content, content).length === 0)
      throw change.refusal(`与已发布的第 ${published.version} 版一致，无须更新`);
    const version = open?.version ?? (known[0]?.version ?? 0) + 1;
    if (open !== undefined) await takeCatalogueStep(change, { unit, version }, 'draftCatalogue');
    else
      await change.query(
        `INSERT INTO catalogue_version (unit, version, state, content, cause, changed_on, prepared_by)
         VALUES ($1, $2, 'DRAFT', '[]', '', $3, $4)`,
        [unit, version, changedOn, caller.kind === 'unit' ? caller.official : ''],
      );
    await change.query(
      'UPDATE catalogue_version SET content = $3, cause = $4, changed_on = $5 WHERE unit = $1 AND version = $2',
      [unit, version, JSON.stringify(content), cause, changedOn],
    );
    await orderClock(
      change,
      matterOf(unit, version, office),
      { start: ClockStep.CATALOGUE_UPDATE },
      changedOn,
    );
    if (open === undefined)
      await noteAct(change, { ...subjectOf(unit, version), act: 'draftCatalogue', to: 'DRAFT', note: cause });
    return { no: numberOf(unit, version) };
  }

  @Change(CatalogueVersionNo, byProvider('submitCatalogue'))
  async submitCatalogue(input: CatalogueVersionNo, change: OpenChange): Promise<ChangeDone> {
    checkContent(change, input.unit, await takeCatalogueStep(change, input, 'submitCatalogue'));
    return { no: numberOf(input.unit, input.version) };
  }

  @Change(CatalogueVersionNo, byAuthority('reviewCatalogue'))
  async reviewCatalogue(input: CatalogueVersionNo, change: OpenChange): Promise<ChangeDone> {
    await takeCatalogueStep(change, input, 'reviewCatalogue');
    return { no: numberOf(input.unit, input.version) };
  }

  @Change(CatalogueReturn, byAuthority('returnCatalogue'))
  async returnCatalogue(input: CatalogueReturn, change: OpenChange): Promise<ChangeDone> {
    checkText(change, '理由', input.reason);
    await takeCatalogueStep(change, input, 'returnCatalogue', input);
    return { no: numberOf(input.unit, input.version) };
  }

  @Change(CatalogueVersionNo, byAuthority('publishCatalogue'))
  async publishCatalogue({ unit, version }: CatalogueVersionNo, change: OpenChange): Promise<ChangeDone> {
    await change.query(
      `UPDATE catalogue_version SET state = 'SUPERSEDED' WHERE unit = $1 AND version < $2 AND state = 'PUBLISHED'`,
      [unit, version],
    );
    checkContent(change, unit, await takeCatalogueStep(change, { unit, version }, 'publishCatalogue'));
    await change.query('UPDATE catalogue_version SET published_on = $3 WHERE unit = $1 AND version = $2', [
      unit,
      version,
      change.today,
    ]);
    return { no: numberOf(unit, version) };
  }
}

type Version = Pick<CatalogueVersionRow, 'version' | 'state' | 'content' | 'preparedBy'>;
const columns = 'version, state, content, prepared_by AS "preparedBy"';

async function takeCatalogueStep(
  change: OpenChange,
  { unit, version }: CatalogueVersionNo,
  act: CatalogueAct,
  said: { readonly reason?: string; readonly basis?: string } = {},
): Promise<Version> {
  const { caller } = change.owner;
  const [found] = await change.query<Version & QueryResultRow>(
    `SELECT ${columns} FROM catalogue_version WHERE unit = $1 AND version = $2 FOR UPDATE`,
    [unit, version],
  );
  const roles = caller.kind === 'unit' ? rolesOf(unit, caller.unit) : [];
  if (found === undefined || roles.length === 0 || caller.kind !== 'unit')
    throw change.refusal(`没有 ${unit} 的第 ${version} 版目录，或与本单位无关`);
  const { state, preparedBy } = found;
  const { official } = caller;
  const facts = { official, preparedBy, reason: said.reason ?? null, basis: said.basis ?? null };
  const verdict = judge(catalogueTable, { state, act, roles }, facts);
  if (!verdict.isAllowed) throw change.refusal(`${numberOf(unit, version)}：${verdict.says}`);
  const { to, clock, prepares } = verdict.step;
  await change.query(
    'UPDATE catalogue_version SET state = $3, prepared_by = $4 WHERE unit = $1 AND version = $2',
    [unit, version, to, prepares ? official : to === state ? preparedBy : null],
  );
  const matter = matterOf(
    unit,
    version,
    clock === 'START_PUBLICATION' ? sharingAuthority.code : officeOf(unit),
  );
  if (clock === 'START_PUBLICATION')
    await orderClock(change, matter, { start: ClockStep.CATALOGUE_PUBLICATION });
  if (clock === 'END') await orderClock(change, matter, 'END');
  const note = [said.reason, said.basis].filter((text) => text !== undefined).join('；');
  await noteAct(change, { ...subjectOf(unit, version), act, from: state, to, note: note || null });
  return found;
}

/** The catalogue of the hub's own fields is the authority's. */
function rolesOf(unit: string, caller: string): CatalogueRole[] {
  return [
    ...(officeOf(unit) === caller ? (['PROVIDER'] as const) : []),
    ...(caller === sharingAuthority.code ? (['AUTHORITY'] as const) : []),
  ];
}

/** What one unit declares now. */
function declaredCatalogue(change: OpenChange, unit: string): CatalogueResource[] {
  const { policies, schema } = hubOf(change);
  return resourcesOf(policies, schema).filter(({ provider }) => provider === unit);
}

/** What is published has a law for what it withholds, and still says what is declared. */
function checkContent(change: OpenChange, unit: string, { content }: Version): void {
  const fault = withheldFault(content);
  if (fault !== undefined) throw change.refusal(fault);
  if (differenceOf(content, declaredCatalogue(change, unit)).length > 0)
    throw change.refusal('起草之后声明已有变动：请退回，由提供方重新起草');
}

function numberOf(unit: string, version: number): string {
  return `${unit}-${version}`;
}

function subjectOf(unit: string, version: number) {
  return { kind: 'catalogue', subject: numberOf(unit, version) } as const;
}

function matterOf(unit: string, version: number, responsible: string): ClockMatter {
  const concerned = responsible === sharingAuthority.code ? officeOf(unit) : sharingAuthority.code;
  return { ...subjectOf(unit, version), responsible, concerned };
}
