import 'graphiql/setup-workers/vite';
import { createRoot } from 'react-dom/client';
import { createAccess } from './access';
import { exampleIdentity, isOffered } from './example-text';
import { fetchExamples, fetchIdentities, issueToken } from './hub-client';
import type { Identity } from './hub-contract';
import { Playground } from './playground';
import { PlaygroundContext, type PlaygroundSetting } from './playground-context';
import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-explorer/style.css';
import '@graphiql/plugin-history/style.css';
import 'graphiql/graphiql.css';
import './playground.css';

void start(elementById('playground'), elementById('title-bar'));

async function start(root: HTMLElement, titleBar: HTMLElement): Promise<void> {
  try {
    const setting = await readSetting();
    createRoot(root).render(
      <PlaygroundContext value={setting}>
        <Playground titleBar={titleBar} />
      </PlaygroundContext>,
    );
  } catch (error) {
    root.textContent = `操场未能启动：${error instanceof Error ? error.message : String(error)}`;
  }
}

async function readSetting(): Promise<PlaygroundSetting> {
  const [examples, identities] = await Promise.all([fetchExamples(), fetchIdentities()]);
  const stranger: Identity = { kind: 'stranger' };
  const first = examples[0];
  const suggested = first && identities ? exampleIdentity(first, identities) : stranger;
  const accepts = (identity: Identity): boolean =>
    identities === undefined ? identity.kind === 'stranger' : isOffered(identity, identities);
  const access = createAccess({
    issue: issueToken,
    storage: sessionStorage,
    now: Date.now,
    initial: accepts(suggested) ? suggested : stranger,
    accepts,
  });
  return { examples, identities, access };
}

function elementById(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`页面缺少 #${id}`);
  return element;
}
