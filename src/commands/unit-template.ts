/** Files of a new unit: one slice, an open field and one that its owner decides on. */
export function unitFiles(id: string, name: string): ReadonlyMap<string, string> {
  const slice = `${id.charAt(0).toUpperCase()}${id.slice(1)}Record`;
  const seed = `seed${slice}`;
  return new Map([
    ['index.ts', indexText(id, name, slice, seed)],
    [`${id}.ts`, sliceText(name, slice)],
    ['seed.ts', seedText(id, name, slice, seed)],
  ]);
}

/** The register with one more unit, its two lines where the alphabet puts them. */
export function registerWith(register: string, id: string): string {
  const line = `import { ${id} } from './${id}';`;
  const imports = [...register.matchAll(/^import \{ (\w+) \} from '\.\/\w+';$/gm)];
  const next = imports.find(([, name = '']) => name > id);
  const last = imports.at(-1);
  const at = next?.index ?? (last === undefined ? register.length : last.index + last[0].length + 1);
  const imported = `${register.slice(0, at)}${line}\n${register.slice(at)}`;
  return imported.replace(/^(.*UnitDeclaration\[\] = \[)([^\]]*)\];/m, (_all, head: string, body: string) => {
    const names = body
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '');
    const before = names.findIndex((name) => name > id);
    names.splice(before < 0 ? names.length : before, 0, id);
    const onOneLine = `${head}${names.join(', ')}];`;
    if (onOneLine.length <= PRINT_WIDTH) return onOneLine;
    return `${head}\n${names.map((name) => `  ${name},\n`).join('')}];`;
  });
}

const PRINT_WIDTH = 110;

function indexText(id: string, name: string, slice: string, seed: string): string {
  return `import { defineUnit } from '../../kit/define-unit';
import { ${slice} } from './${id}';
import { ${seed} } from './seed';

export const ${id} = defineUnit({
  id: '${id}',
  code: '${id.toUpperCase()}',
  name: '${name}',
  slices: { ${id}: ${slice} },
  operations: [],
  tables: [],
  seed: ${seed},
});
`;
}

function sliceText(name: string, slice: string): string {
  return `import { DateScalar } from '../../kit/scalars';
import { conditional, open } from '../../kit/share';
import { EnterpriseRow, Shared, Slice } from '../../kit/slice';

/** What ${name} holds of one enterprise. */
@Slice({ zh: '${name}掌握的企业信息' })
export class ${slice} extends EnterpriseRow {
  @Shared(() => DateScalar, { zh: '公开名录列入日期', level: 1, share: open() })
  listedOn!: string | null;

  @Shared(() => String, { zh: '服务情况', level: 3, share: conditional() })
  serviceSummary!: string | null;
}
`;
}

function seedText(id: string, name: string, slice: string, seed: string): string {
  return `import type { SeedRows } from '../../kit/define-unit';
import type { SyntheticEnterprise } from '../../kit/synthetic';
import { ${slice} } from './${id}';

/** What ${name} would know of a synthetic enterprise. */
export function ${seed}(enterprise: SyntheticEnterprise): SeedRows {
  const random = enterprise.random('${id}');
  const { uscc, division } = enterprise;
  const isListed = random.chance(0.3);
  return [
    [
      ${slice},
      [
        {
          uscc,
          division,
          isSynthetic: true,
          listedOn: isListed ? random.date('2022-01-01', '2025-12-31') : null,
          serviceSummary: isListed ? '已提供一次服务（测试）' : null,
        },
      ],
    ],
  ];
}
`;
}
