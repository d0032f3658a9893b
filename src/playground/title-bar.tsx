import { useGraphiQLActions } from '@graphiql/react';
import { createPortal } from 'react-dom';
import { identityPlugin } from './identity-panel';
import { identityLabel } from './labels';
import { useAccessState, usePlayground } from './playground-context';

/** Name of the page, present identity, downloads. */
export function TitleBar({ host }: { host: HTMLElement }) {
  const { setVisiblePlugin } = useGraphiQLActions();
  const { identities } = usePlayground();
  const { identity, status } = useAccessState();
  return createPortal(
    <>
      <h1>srdi-hub 操场 · Playground</h1>
      <button
        type="button"
        className="identity-badge"
        data-status={status}
        onClick={() => setVisiblePlugin(identityPlugin)}
      >
        <span className="identity-badge-caption">当前身份</span> {identityLabel(identity, identities)}
      </button>
      <nav aria-label="下载">
        <a href="/schema.graphql" download="schema.graphql">
          schema.graphql
        </a>
        <a href="/playground/srdi-hub.http" download="srdi-hub.http">
          srdi-hub.http
        </a>
      </nav>
    </>,
    host,
  );
}
