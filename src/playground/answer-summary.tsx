import { useGraphiQL } from '@graphiql/react';
import { readAnswer, type Answer, type AnswerError } from './hub-contract';
import { nextStepLabel } from './labels';

/** Under the answer, in words: what was refused and what to do next, who answered, the receipt. */
export function AnswerSummary() {
  const response = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]?.response ?? null);
  const answer = parseAnswer(response);
  if (answer === undefined) {
    return <p className="answer-summary">执行查询后，这里说明哪些字段未提供、依据与下一步。</p>;
  }
  const errors = answer.errors ?? [];
  return (
    <section className="answer-summary" aria-label="应答摘要" aria-live="polite" tabIndex={0}>
      <p>
        {headline(answer, errors.length)}
        <SharingFacts answer={answer} />
      </p>
      {errors.length > 0 && (
        <ul>
          {errors.map((error, index) => (
            <RefusalLine key={index} error={error} />
          ))}
        </ul>
      )}
    </section>
  );
}

function headline({ data }: Answer, refused: number): string {
  if (refused === 0) return '全部提供';
  return data === undefined || data === null ? '未答复' : `${refused} 项未提供`;
}

function SharingFacts({ answer }: { answer: Answer }) {
  const sharing = answer.extensions?.sharing;
  if (sharing === undefined) return null;
  const units = (sharing.units ?? []).map(({ unit, ms }) =>
    typeof ms === 'number' ? `${unit} ${Math.round(ms)} ms` : unit,
  );
  return (
    <>
      {sharing.purpose && ` · 用途 ${sharing.purpose}`}
      {units.length > 0 && ` · 应答单位 ${units.join('、')}`}
      {sharing.receipt && (
        <>
          {' '}
          · 回执 <code>{sharing.receipt}</code>
        </>
      )}
    </>
  );
}

function RefusalLine({ error }: { error: AnswerError }) {
  const { code, basis, nextStep, requestId } = error.extensions ?? {};
  return (
    <li>
      {error.path && <code>{error.path.join('.')}</code>} {error.message}
      {basis && `（依据：${basis}）`}
      {nextStep && `　下一步：${nextStepLabel(nextStep.action)}`}
      {requestId && `　请求编号：${requestId}`} {code && <code className="refusal-code">{code}</code>}
    </li>
  );
}

function parseAnswer(response: string | null): Answer | undefined {
  if (!response) return undefined;
  try {
    return readAnswer(JSON.parse(response));
  } catch {
    return undefined;
  }
}
