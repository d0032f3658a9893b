import type { Example, Identities, Identity } from './hub-contract';

/** Shown where the hub has no examples; needs no enterprise code and runs under every identity. */
const fallbackQuery = `query MayRead {
  viewer {
    mayRead { field zh share level basis outcome }
  }
}
`;

const welcome = `# srdi-hub 操场：⌘/Ctrl + Enter 执行，Ctrl + 空格 补全。
# 左侧「示例」有各单位的常用查询，「身份」换成别的单位或企业，
# 「可读字段」说明光标处的字段此刻能不能读、依据是什么。
# 不能提供的字段为 null，errors 里写明原因、依据与下一步。
`;

/** The example's query under a comment that says what it is for. */
export function exampleText({ id, title, note, query }: Example): string {
  const lines = [`${id} ${title}`, ...note.split('\n')].filter((line) => line.trim() !== '');
  return `${lines.map((line) => `# ${line}`).join('\n')}\n${query.trim()}\n`;
}

export function exampleVariables({ variables }: Example): string {
  return Object.keys(variables).length === 0 ? '' : JSON.stringify(variables, undefined, 2);
}

/** What a first visit finds in the editor: the hub's first example. */
export function openingText(example: Example | undefined): string {
  return `${welcome}\n${example === undefined ? fallbackQuery : exampleText(example)}`;
}

/** A text that nobody would miss: empty, or an example as it was loaded. */
export function isUntouched(text: string, examples: readonly Example[]): boolean {
  const current = text.trim();
  if (current === '' || current === openingText(examples[0]).trim()) return true;
  return examples.some((example) => exampleText(example).trim() === current);
}

/** The identity that an example is written for; a unit's first system where it names none. */
export function exampleIdentity(example: Example, identities: Identities): Identity {
  const { consumer, purpose } = example;
  if (consumer === null) return { kind: 'stranger' };
  if ('enterprise' in consumer) return { kind: 'enterprise', uscc: consumer.enterprise };
  const firstSystem = identities.units.find(({ unit }) => unit === consumer.unit)?.systems[0]?.system;
  return { kind: 'unit', unit: consumer.unit, system: consumer.system ?? firstSystem ?? 'main', purpose };
}

/** Whether the development issuer has this identity. */
export function isOffered(identity: Identity, identities: Identities): boolean {
  if (identity.kind === 'enterprise')
    return identities.enterprises.some(({ uscc }) => uscc === identity.uscc);
  if (identity.kind !== 'unit') return true;
  const unit = identities.units.find((candidate) => candidate.unit === identity.unit);
  return (
    unit !== undefined &&
    unit.systems.some(({ system }) => system === identity.system) &&
    unit.purposes.some(({ code }) => code === identity.purpose)
  );
}
