import { useGraphiQLActions } from '@graphiql/react';
import { explorerPlugin } from '@graphiql/plugin-explorer';
import type { Fetcher } from '@graphiql/toolkit';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { useEffect, useMemo, useRef, useState } from 'react';
import { AnswerSummary } from './answer-summary';
import { exampleVariables, openingText } from './example-text';
import { examplesPlugin } from './examples-panel';
import { postOperation } from './hub-client';
import type { Example } from './hub-contract';
import { identityPlugin } from './identity-panel';
import { useAccessState, usePlayground } from './playground-context';
import { readableFieldsPlugin } from './readable-fields-panel';
import { TitleBar } from './title-bar';

const plugins = [examplesPlugin, identityPlugin, readableFieldsPlugin, explorerPlugin(), HISTORY_PLUGIN];

/** GraphiQL with our panels; `titleBar` is the page's header, filled from inside. */
export function Playground({ titleBar }: { titleBar: HTMLElement }) {
  const { access, examples } = usePlayground();
  const fetcher = useMemo<Fetcher>(
    () => async (operation) => toFetcherResult(await postOperation(operation, await access.token())),
    [access],
  );
  const [opening] = useState(() => (firstVisit() ? openingTab(examples[0]) : {}));
  return (
    <GraphiQL
      fetcher={fetcher}
      plugins={plugins}
      visiblePlugin={examplesPlugin}
      // Identity comes from the identity panel alone: a header typed here would be kept in localStorage.
      isHeadersEditorEnabled={false}
      showPersistHeadersSettings={false}
      defaultEditorToolsVisibility="variables"
      {...opening}
    >
      <GraphiQL.Logo>{null}</GraphiQL.Logo>
      <GraphiQL.Footer>
        <AnswerSummary />
      </GraphiQL.Footer>
      <TitleBar host={titleBar} />
      <SchemaOfIdentity />
    </GraphiQL>
  );
}

/** Reads the schema anew when the identity changes: a stranger sees less of it. */
function SchemaOfIdentity() {
  const { introspect } = useGraphiQLActions();
  const { identity } = useAccessState();
  const shown = useRef(identity);
  useEffect(() => {
    if (shown.current === identity) return;
    shown.current = identity;
    void introspect();
  }, [identity, introspect]);
  return null;
}

/** GraphiQL's own key for the tabs it remembers. */
function firstVisit(): boolean {
  return localStorage.getItem('graphiql:tabState') === null;
}

function openingTab(example: Example | undefined): { initialQuery: string; initialVariables: string } {
  return {
    initialQuery: openingText(example),
    initialVariables: example === undefined ? '' : exampleVariables(example),
  };
}

/** GraphiQL prints whatever object comes back. */
function toFetcherResult(answer: unknown): Record<string, unknown> {
  return typeof answer === 'object' && answer !== null ? { ...answer } : { data: answer };
}
