import { useGraphiQL, useGraphiQLActions, type GraphiQLPlugin } from '@graphiql/react';
import { exampleIdentity, exampleText, exampleVariables, isOffered, isUntouched } from './example-text';
import type { Example } from './hub-contract';
import { purposeLabel } from './labels';
import { ExamplesIcon } from './panel-icons';
import { usePlayground } from './playground-context';

export const examplesPlugin: GraphiQLPlugin = { title: '示例', icon: ExamplesIcon, content: ExamplesPanel };

function ExamplesPanel() {
  const { examples, identities } = usePlayground();
  const load = useLoadExample();
  const unitName = useUnitName();
  return (
    <section className="panel" aria-labelledby="examples-heading">
      <h2 id="examples-heading">示例</h2>
      <p className="panel-hint">
        点选后查询与变量进入编辑器{identities !== undefined && '，身份换成该示例的使用方'}。
      </p>
      {[...byUnit(examples)].map(([unit, group]) => (
        <section key={unit} aria-label={unitName(unit)}>
          <h3>{unitName(unit)}</h3>
          <ul className="example-list">
            {group.map((example) => (
              <li key={example.id}>
                <button type="button" onClick={() => load(example)}>
                  <span className="example-title">
                    <code>{example.id}</code> {example.title}
                  </span>
                  <ExampleFacts example={example} />
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {examples.length === 0 && <p>hub 没有提供示例。</p>}
    </section>
  );
}

function ExampleFacts({ example }: { example: Example }) {
  const { identities } = usePlayground();
  const purposes = identities?.units.flatMap((unit) => unit.purposes) ?? [];
  const purpose = purposes.find(({ code }) => code === example.purpose);
  return (
    <span className="example-facts">
      <span className="tag">用途 {purposeLabel(example.purpose, purpose?.name)}</span>
      <span>{example.note}</span>
    </span>
  );
}

/** Keeps what the reader wrote: an edited tab stays, the example then opens in a new one. */
function useLoadExample(): (example: Example) => void {
  const { access, examples, identities } = usePlayground();
  const { addTab } = useGraphiQLActions();
  const editors = useGraphiQL(({ queryEditor, variableEditor, responseEditor }) => ({
    queryEditor,
    variableEditor,
    responseEditor,
  }));
  return (example) => {
    if (!isUntouched(editors.queryEditor?.getValue() ?? '', examples)) addTab();
    editors.queryEditor?.setValue(exampleText(example));
    editors.variableEditor?.setValue(exampleVariables(example));
    editors.responseEditor?.setValue('');
    if (identities === undefined) return;
    const identity = exampleIdentity(example, identities);
    if (isOffered(identity, identities)) access.choose(identity);
  };
}

function useUnitName(): (code: string) => string {
  const { identities } = usePlayground();
  return (code) => identities?.units.find(({ unit }) => unit === code)?.name ?? code;
}

/** In the order in which the hub lists them. */
function byUnit(examples: readonly Example[]): ReadonlyMap<string, readonly Example[]> {
  const groups = new Map<string, Example[]>();
  for (const example of examples) {
    const group = groups.get(example.unit);
    if (group === undefined) groups.set(example.unit, [example]);
    else group.push(example);
  }
  return groups;
}
