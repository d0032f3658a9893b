import { GraphQLError } from 'graphql';
import type { QueryResultRow } from 'pg';
import { shareAttributeLabels, updateCycleLabels, type UpdateCycle } from '../../kit/share';
import { consumerByCode } from '../../kit/unit-directory';
import { readersOf } from '../../policy/readers';
import { type HubContext } from '../hub-context';
import { livesOf } from '../life';
import { describeScope } from '../scope-text';
import type { CatalogueVersionRow } from './catalogue-table';
import type {
  CatalogueDifferenceText,
  CatalogueResourceText,
  CatalogueVersionText,
  FieldReaderText,
} from './catalogue-types';
import { differenceOf } from './difference';
import { resourcesOf, type CatalogueItem, type CatalogueResource } from './resource';
import { queryOn } from '../query';

interface Published extends QueryResultRow {
  readonly unit: string;
  readonly version: number;
  readonly on: string;
  readonly content: readonly CatalogueResource[];
}

/** What is declared now, with what has been published of it; a word is looked for in names and coordinates. */
export async function catalogueTexts(
  hub: HubContext,
  unit: string | null | undefined,
  search: string | null | undefined,
): Promise<CatalogueResourceText[]> {
  const published = new Map(
    (
      await queryOn(hub.pool)<Published>(
        `SELECT unit, version, published_on::text AS on, content FROM catalogue_version WHERE state = 'PUBLISHED'`,
      )
    ).flatMap(({ content, ...version }) => content.map(({ code }) => [code, version] as const)),
  );
  return resourcesOf(hub.policies, hub.schema)
    .filter(({ provider }) => unit === null || unit === undefined || provider === unit)
    .flatMap((resource) => found(resource, search ?? ''))
    .map((resource) => ({
      ...resource,
      shares: resource.shares.map((share) => shareAttributeLabels[share]),
      update: cycleText(resource.update),
      publishedVersion: published.get(resource.code)?.version ?? null,
      publishedOn: published.get(resource.code)?.on ?? null,
      items: resource.items.map((item) => ({
        ...item,
        share: shareAttributeLabels[item.share],
        update: cycleText(item.update),
      })),
    }));
}

/** The whole resource where its name has the word, else those of its items that have it. */
function found(resource: CatalogueResource, word: string): CatalogueResource[] {
  if (word === '' || resource.name.includes(word)) return [resource];
  const items = resource.items.filter(
    ({ zh, field }: CatalogueItem) => zh.includes(word) || field.includes(word),
  );
  return items.length === 0 ? [] : [{ ...resource, items }];
}

function cycleText(cycle: UpdateCycle | null): string | null {
  return cycle === null ? null : updateCycleLabels[cycle];
}

type VersionRow = QueryResultRow &
  Omit<CatalogueVersionRow, 'content' | 'preparedBy'> & { readonly items: number };

/** Every version of a unit's catalogue, newest first. */
export async function catalogueVersionTexts(hub: HubContext, unit: string): Promise<CatalogueVersionText[]> {
  const rows = await queryOn(hub.pool)<VersionRow>(
    `SELECT unit, version, state, cause, changed_on::text AS "changedOn", published_on::text AS "publishedOn",
       (SELECT coalesce(sum(json_array_length(r->'items')), 0)::int FROM json_array_elements(content) r) AS items
     FROM catalogue_version WHERE unit = $1 ORDER BY version DESC`,
    [unit],
  );
  const numberOf = (row: VersionRow): string => `${row.unit}-${row.version}`;
  const lifeOf = await livesOf(hub, 'catalogue', rows.map(numberOf));
  return rows.map((row) => ({ ...row, ...lifeOf(numberOf(row)) }));
}

/** What differs between two versions: `from` empty is the one published, `to` empty is what is declared now. */
export async function catalogueDifferenceTexts(
  hub: HubContext,
  unit: string,
  from: number | null | undefined,
  to: number | null | undefined,
): Promise<CatalogueDifferenceText[]> {
  const read = async (version: number | null): Promise<readonly CatalogueResource[]> => {
    const [row] = await queryOn(hub.pool)<Pick<Published, 'content'> & QueryResultRow>(
      `SELECT content FROM catalogue_version
       WHERE unit = $1 AND CASE WHEN $2::int IS NULL THEN state = 'PUBLISHED' ELSE version = $2 END`,
      [unit, version],
    );
    if (row === undefined && version !== null) throw badInput(`没有 ${unit} 的第 ${version} 版目录`);
    return row?.content ?? [];
  };
  const before = await read(from ?? null);
  const after =
    to === null || to === undefined
      ? resourcesOf(hub.policies, hub.schema).filter(({ provider }) => provider === unit)
      : await read(to);
  return differenceOf(before, after);
}

/** Who may read a field today, and by what right. */
export function fieldReaderTexts({ bundle, policies, today }: HubContext, field: string): FieldReaderText[] {
  if (!policies.has(field)) throw badInput(`没有 ${field} 这个字段：请查共享目录`);
  return readersOf(bundle, field, today).map((reader) => ({
    ...reader,
    unitName: consumerByCode.get(reader.unit ?? '')?.name ?? null,
    scope: reader.scope === null ? null : describeScope(reader.scope),
  }));
}

function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}
