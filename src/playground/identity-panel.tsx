import type { GraphiQLPlugin } from '@graphiql/react';
import { useId, type ReactNode } from 'react';
import type { AccessState } from './access';
import type { Identities, Identity } from './hub-contract';
import { identityLabel, purposeLabel } from './labels';
import { IdentityIcon } from './panel-icons';
import { useAccessState, usePlayground } from './playground-context';

export const identityPlugin: GraphiQLPlugin = { title: '身份', icon: IdentityIcon, content: IdentityPanel };

function IdentityPanel() {
  const { identities } = usePlayground();
  const state = useAccessState();
  return (
    <section className="panel" aria-labelledby="identity-heading">
      <h2 id="identity-heading">身份</h2>
      {identities === undefined ? <PastedToken /> : <IdentityChoice identities={identities} />}
      <p role="status" className="panel-status" data-status={state.status}>
        {identityLabel(state.identity, identities)}：{statusText(state)}
      </p>
    </section>
  );
}

/** Development: any unit, enterprise or stranger at a click. */
function IdentityChoice({ identities }: { identities: Identities }) {
  const { access } = usePlayground();
  const { identity } = useAccessState();
  const starts = firstIdentities(identities);
  return (
    <>
      <p className="panel-hint">开发模式：可任选身份试查。选择只保存在本标签页，令牌不保存。</p>
      <fieldset className="choices">
        <legend>以谁的身份</legend>
        {starts.map(({ label, start }) => (
          <label key={start.kind}>
            <input
              type="radio"
              name="identity-kind"
              checked={identity.kind === start.kind}
              onChange={() => access.choose(start)}
            />
            {label}
          </label>
        ))}
      </fieldset>
      {identity.kind === 'unit' && <UnitChoice identities={identities} identity={identity} />}
      {identity.kind === 'enterprise' && (
        <Choice
          label="企业"
          value={identity.uscc}
          options={identities.enterprises.map(({ uscc, name }) => [uscc, `${name} ${uscc}`])}
          onChange={(uscc) => access.choose({ kind: 'enterprise', uscc })}
        />
      )}
    </>
  );
}

function UnitChoice({
  identities,
  identity,
}: {
  identities: Identities;
  identity: Identity & { kind: 'unit' };
}) {
  const { access } = usePlayground();
  const unit = identities.units.find((candidate) => candidate.unit === identity.unit);
  const select = (change: Partial<Omit<typeof identity, 'kind'>>) =>
    access.choose({ ...identity, ...change });
  return (
    <>
      <Choice
        label="单位"
        value={identity.unit}
        options={identities.units.map(({ unit: code, name }) => [code, `${name} ${code}`])}
        onChange={(code) => access.choose(unitIdentity(identities, code))}
      />
      <Choice
        label="业务系统"
        value={identity.system}
        options={(unit?.systems ?? []).map(({ system, name }) => [system, name])}
        onChange={(system) => select({ system })}
      />
      <Choice
        label="使用用途"
        value={identity.purpose}
        options={(unit?.purposes ?? []).map(({ code, name }) => [code, purposeLabel(code, name)])}
        onChange={(purpose) => select({ purpose })}
      />
    </>
  );
}

/** Production: the reader brings a token from the issuer; it lives as long as the page. */
function PastedToken() {
  const { access } = usePlayground();
  const id = useId();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const token = new FormData(event.currentTarget).get('token');
        if (typeof token === 'string' && token.trim() !== '') access.paste(token.trim());
        event.currentTarget.reset();
      }}
    >
      <Labelled id={id} label="访问令牌（Bearer）">
        <textarea id={id} name="token" rows={4} required autoComplete="off" spellCheck={false} />
      </Labelled>
      <p className="panel-hint">令牌只保存在内存里，刷新页面后须重新粘贴。</p>
      <div className="panel-actions">
        <button type="submit">使用此令牌</button>
        <button type="button" onClick={() => access.choose({ kind: 'stranger' })}>
          不用令牌
        </button>
      </div>
    </form>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly onChange: (value: string) => void;
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <Labelled id={id} label={label}>
      <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

function Labelled({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  return (
    <div className="labelled">
      <label htmlFor={id}>{label}</label>
      {children}
    </div>
  );
}

/** Where each kind of identity starts; kinds without anyone to choose are left out. */
function firstIdentities(identities: Identities): readonly { label: string; start: Identity }[] {
  const unit = identities.units[0];
  const enterprise = identities.enterprises[0];
  return [
    ...(unit === undefined ? [] : [{ label: '单位的业务系统', start: unitIdentity(identities, unit.unit) }]),
    ...(enterprise === undefined
      ? []
      : [{ label: '企业本身', start: { kind: 'enterprise', uscc: enterprise.uscc } satisfies Identity }]),
    { label: '陌生人（无令牌，只见向社会开放的字段）', start: { kind: 'stranger' } },
  ];
}

function unitIdentity(identities: Identities, code: string): Identity {
  const unit = identities.units.find((candidate) => candidate.unit === code);
  return {
    kind: 'unit',
    unit: code,
    system: unit?.systems[0]?.system ?? '',
    purpose: unit?.purposes[0]?.code ?? '',
  };
}

function statusText({ identity, status, expiresAt, problem }: AccessState): string {
  if (status === 'asking') return '正在取得令牌…';
  if (status === 'failed') return problem ?? '未能取得令牌';
  if (expiresAt !== undefined) {
    return `令牌有效至 ${new Date(expiresAt * 1000).toLocaleTimeString('zh-CN')}，到期前自动续取`;
  }
  return identity.kind === 'pasted' ? '请求带上您粘贴的令牌' : '请求不带令牌';
}
