import { Arg, Ctx, Int, Resolver } from 'type-graphql';
import { Affair } from '../affair';
import type { HubContext } from '../hub-context';
import {
  catalogueDifferenceTexts,
  catalogueTexts,
  catalogueVersionTexts,
  fieldReaderTexts,
} from './catalogue-queries';
import {
  CatalogueDifferenceText,
  CatalogueResourceText,
  CatalogueVersionText,
  FieldReaderText,
} from './catalogue-types';

/** That a field exists, and who has it, is known to every participant (条例809 第16条). */
const known = {
  basis: '政务数据共享条例 第12–17条',
  readers: '各参与单位',
  affairOf: ['UNIT', 'AUTHORITY'],
} as const;

@Resolver()
export class CatalogueQueries {
  @Affair(() => [CatalogueResourceText], { zh: '共享目录', ...known })
  catalogue(
    @Arg('unit', () => String, { nullable: true, description: '只列此单位' }) unit: string | null | undefined,
    @Arg('search', () => String, { nullable: true, description: '名称或坐标中的词' })
    search: string | null | undefined,
    @Ctx() hub: HubContext,
  ): Promise<CatalogueResourceText[]> {
    return catalogueTexts(hub, unit, search);
  }

  @Affair(() => [CatalogueVersionText], { zh: '目录的各版', ...known })
  catalogueVersions(
    @Arg('unit', () => String, { description: '单位代码' }) unit: string,
    @Ctx() hub: HubContext,
  ): Promise<CatalogueVersionText[]> {
    return catalogueVersionTexts(hub, unit);
  }

  @Affair(() => [CatalogueDifferenceText], { zh: '两版目录的差异', ...known })
  catalogueDifference(
    @Arg('unit', () => String, { description: '单位代码' }) unit: string,
    @Arg('from', () => Int, { nullable: true, description: '版本；不填为已发布的一版' })
    from: number | null | undefined,
    @Arg('to', () => Int, { nullable: true, description: '版本；不填为现行声明' })
    to: number | null | undefined,
    @Ctx() hub: HubContext,
  ): Promise<CatalogueDifferenceText[]> {
    return catalogueDifferenceTexts(hub, unit, from, to);
  }

  @Affair(() => [FieldReaderText], { zh: '谁可以读一个字段', ...known })
  whoMayRead(
    @Arg('field', () => String, { description: '坐标，如 Tax.sizeClass' }) field: string,
    @Ctx() hub: HubContext,
  ): FieldReaderText[] {
    return fieldReaderTexts(hub, field);
  }
}
