/** What a step demands beside state and role, and what is said where it is not met. */
export interface Need<Facts> {
  readonly says: string;
  isMet(facts: Facts): boolean;
}

/** One row of a state table: who may do what, from where, on which conditions, and where it leads. */
export interface Step<State extends string, Act extends string, Role extends string, Facts, Clock> {
  readonly from: State;
  readonly act: Act;
  readonly role: Role;
  readonly to: State;
  readonly needs: readonly Need<Facts>[];
  /** What happens to the matter's clock; absent: nothing. */
  readonly clock: Clock | undefined;
  /** Who does it prepares what another official decides. */
  readonly prepares: boolean;
}

/** A matter as it is told: its word, and the words of its states, acts and roles. */
export interface StateTable<State extends string, Act extends string, Role extends string, Facts, Clock> {
  readonly matter: string;
  readonly states: Readonly<Record<State, string>>;
  readonly acts: Readonly<Record<Act, string>>;
  readonly roles: Readonly<Record<Role, string>>;
  readonly steps: readonly Step<State, Act, Role, Facts, Clock>[];
}

export type Verdict<Taken> =
  { readonly isAllowed: true; readonly step: Taken } | { readonly isAllowed: false; readonly says: string };

/**
 * Whether this act may be done now by somebody in these roles: the row that says so, or one sentence that says why not and
 * what may be done instead. Of several rows, which differ in what they need, the first that is met holds; what no row
 * allows is not allowed.
 */
export function judge<State extends string, Act extends string, Role extends string, Facts, Clock>(
  table: StateTable<State, Act, Role, Facts, Clock>,
  { state, act, roles }: { readonly state: State; readonly act: Act; readonly roles: readonly Role[] },
  facts: Facts,
): Verdict<Step<State, Act, Role, Facts, Clock>> {
  const rows = table.steps.filter((row) => row.from === state && row.act === act && roles.includes(row.role));
  const unmetOf = (row: (typeof rows)[number]): Need<Facts> | undefined =>
    row.needs.find((need) => !need.isMet(facts));
  const step = rows.find((row) => unmetOf(row) === undefined);
  if (step !== undefined) return { isAllowed: true, step };
  const [first] = rows;
  const unmet = first === undefined ? undefined : unmetOf(first);
  return { isAllowed: false, says: unmet?.says ?? whyNot(table, state, act, roles) };
}

function whyNot<State extends string, Act extends string, Role extends string, Facts, Clock>(
  { matter, states, acts, roles: roleNames, steps }: StateTable<State, Act, Role, Facts, Clock>,
  state: State,
  act: Act,
  roles: readonly Role[],
): string {
  const now = `${matter}现为“${states[state]}”`;
  const others = steps
    .filter((row) => row.from === state && row.act === act)
    .map(({ role }) => roleNames[role]);
  if (others.length > 0) return `${now}，“${acts[act]}”由${[...new Set(others)].join('或')}办理`;
  const own = steps
    .filter((row) => row.from === state && roles.includes(row.role))
    .map((row) => acts[row.act]);
  const instead =
    own.length === 0 ? '本单位此时没有可办的事项' : `本单位此时可办：${[...new Set(own)].join('、')}`;
  return `${now}，不能“${acts[act]}”；${instead}`;
}
