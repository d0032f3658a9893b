import { useGraphiQL, type GraphiQLPlugin } from '@graphiql/react';
import { useEffect, useId, useState } from 'react';
import { fieldAtCursor } from './field-at-cursor';
import type { ReadableField } from './hub-contract';
import { identityLabel, levelLabel, outcomeLabel, shareLabel } from './labels';
import { ReadableFieldsIcon } from './panel-icons';
import { useAccessState, usePlayground } from './playground-context';
import { searchFields, useReadableFields, type OutcomeFilter } from './readable-fields';

export const readableFieldsPlugin: GraphiQLPlugin = {
  title: '可读字段',
  icon: ReadableFieldsIcon,
  content: ReadableFieldsPanel,
};

function ReadableFieldsPanel() {
  const { identities } = usePlayground();
  const { identity } = useAccessState();
  const answer = useReadableFields();
  return (
    <section className="panel" aria-labelledby="readable-fields-heading">
      <h2 id="readable-fields-heading">可读字段</h2>
      <p className="panel-hint">{identityLabel(identity, identities)} 此刻可以读什么，依据是什么。</p>
      {answer.status === 'loading' && <p role="status">正在读取…</p>}
      {answer.status === 'failed' && (
        <p role="status" className="panel-status" data-status="failed">
          此身份未能读取字段目录：{answer.problem}
        </p>
      )}
      {answer.status === 'known' && (
        <>
          <FieldUnderCursor fields={answer.fields} />
          <FieldSearch fields={answer.fields} />
        </>
      )}
    </section>
  );
}

function FieldUnderCursor({ fields }: { fields: readonly ReadableField[] }) {
  const coordinate = useFieldAtCursor();
  const field = fields.find((candidate) => candidate.field === coordinate);
  return (
    <section className="field-card" aria-labelledby="field-at-cursor-heading">
      <h3 id="field-at-cursor-heading">光标处的字段</h3>
      {field !== undefined && (
        <>
          <FieldTitle field={field} />
          <FieldFacts field={field} />
        </>
      )}
      {field === undefined && coordinate !== undefined && (
        <p>
          <code>{coordinate}</code> 是结构字段，本身不设共享属性。
        </p>
      )}
      {coordinate === undefined && <p>把光标放到查询中的一个字段上。</p>}
    </section>
  );
}

function FieldSearch({ fields }: { fields: readonly ReadableField[] }) {
  const id = useId();
  const [search, setSearch] = useState('');
  const [filter, setFilter] = useState<OutcomeFilter>('all');
  const found = searchFields(fields, search, filter);
  const granted = fields.filter(({ outcome }) => outcome === 'GRANTED').length;
  return (
    <>
      <div className="field-search">
        <label htmlFor={`${id}-search`}>查找字段</label>
        <input
          id={`${id}-search`}
          type="search"
          placeholder="名称、字段或依据"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <label htmlFor={`${id}-filter`}>范围</label>
        <select
          id={`${id}-filter`}
          value={filter}
          onChange={(event) => setFilter(toFilter(event.currentTarget.value))}
        >
          <option value="all">全部</option>
          <option value="granted">可读</option>
          <option value="refused">不可读</option>
        </select>
      </div>
      <p role="status" className="panel-hint">
        目录共 {fields.length} 个字段，可读 {granted} 个；列出 {found.length} 个。
      </p>
      {found.map((field) => (
        <details key={field.field} className="field-row">
          <summary>
            <FieldTitle field={field} />
          </summary>
          <FieldFacts field={field} />
        </details>
      ))}
    </>
  );
}

function FieldTitle({ field }: { field: ReadableField }) {
  return (
    <span className="field-title">
      <strong>{field.zh}</strong>
      <code>{field.field}</code>
      <span className="outcome" data-outcome={field.outcome === 'GRANTED' ? 'granted' : 'refused'}>
        {outcomeLabel(field.outcome)}
      </span>
    </span>
  );
}

function FieldFacts({ field }: { field: ReadableField }) {
  const facts: readonly (readonly [string, string])[] = [
    ['共享属性', shareLabel(field.share)],
    ['级别', levelLabel(field.level)],
    ['依据', field.basis],
    ...(field.agreement === null ? [] : [['共享协议', field.agreement] as const]),
    ...(field.outcome === null || field.outcome === 'GRANTED' ? [] : [['判定代码', field.outcome] as const]),
  ];
  return (
    <dl className="field-facts">
      {facts.map(([term, description]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{description}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Follows the cursor and the text of the query editor. */
function useFieldAtCursor(): string | undefined {
  const { queryEditor, schema } = useGraphiQL((state) => ({
    queryEditor: state.queryEditor,
    schema: state.schema,
  }));
  const [coordinate, setCoordinate] = useState<string>();
  useEffect(() => {
    if (queryEditor === undefined || !schema) return undefined;
    const look = () => {
      const position = queryEditor.getPosition();
      const model = queryEditor.getModel();
      if (position && model)
        setCoordinate(fieldAtCursor(schema, model.getValue(), model.getOffsetAt(position)));
    };
    look();
    const listeners = [
      queryEditor.onDidChangeCursorPosition(look),
      queryEditor.onDidChangeModelContent(look),
    ];
    return () => listeners.forEach((listener) => listener.dispose());
  }, [queryEditor, schema]);
  return coordinate;
}

function toFilter(value: string): OutcomeFilter {
  return value === 'granted' || value === 'refused' ? value : 'all';
}
