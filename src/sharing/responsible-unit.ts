import { Field, ObjectType } from 'type-graphql';
import { consumerUnits, type Party } from '../kit/unit-directory';

@ObjectType({ description: '单位在方案印发之后的名称' })
export class UnitAliasName {
  @Field(() => String, { description: '名称' })
  name!: string;

  @Field(() => String, { nullable: true, description: '启用年月；不详时为空' })
  validFrom!: string | null;

  @Field(() => String, { nullable: true, description: '停用年月；仍在使用时为空' })
  validTo!: string | null;

  @Field(() => String, { description: '出处：[S] 原文，[S2] 转引，[M] 未核实，[I] 推断' })
  provenance!: string;
}

@ObjectType({ description: '方案所列的责任单位' })
export class ResponsibleUnit {
  @Field(() => String, { description: '代码' })
  code!: string;

  @Field(() => String, { description: '方案中的名称' })
  name!: string;

  @Field(() => String, { description: '单位性质：政务部门、授权组织、国有企业' })
  party!: string;

  @Field(() => [UnitAliasName], { description: '后来的名称' })
  aliases!: readonly UnitAliasName[];
}

const parties: Readonly<Record<Party, string>> = {
  government: '政务部门',
  authorised: '授权组织',
  'state-enterprise': '国有企业',
};

/** The 22 units in the order of the plan's directory. */
export function responsibleUnits(): ResponsibleUnit[] {
  return consumerUnits.map(({ code, name, party, aliases }) => ({
    code,
    name,
    party: parties[party],
    aliases: aliases.map((alias) => ({
      name: alias.name,
      validFrom: alias.validFrom ?? null,
      validTo: alias.validTo ?? null,
      provenance: alias.provenance,
    })),
  }));
}
