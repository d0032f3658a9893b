import { GraphQLError, OperationTypeNode } from 'graphql';
import { getVariableValues } from 'graphql/execution/values';
import type { Caller } from '../kit/caller';
import type { ConsentState } from '../kit/consent-state';
import type { Changing, OwnerContext, Reading, Rights } from '../kit/owner';
import { Refusal, refusalToldBy } from '../kit/refusal';
import { recordedAs } from '../policy/decision';
import type { DecidedField } from '../policy/prune';
import type { Execution } from '../plan/execute';
import { isTree, type Tree } from '../plan/tree';
import {
  hasFailed,
  type AskUnit,
  type UnitAnswer,
  type UnitFailure,
  type UnitQuestion,
} from '../plan/unit-call';
import { consentsUsed } from '../sharing/consents/consent-states';
import type { HubContext } from '../sharing/hub-context';
import { accessLogs } from './access-logs';
import { askedCoordinates } from './asked-coordinates';
import type { CompiledOperation } from './compiled-operation';
import { decideQuestion, stillStands, type Decided } from './deciding';
import type { Hub, Question } from './hub';
import { introspected } from './introspected';
import { ownQuestion } from './own-questions';
import { previewOf } from './preview';
import { requestRecorder, type Recorder } from './recorder';
import { objectionMarks, type ObjectionMarks } from './objection-marks';
import { ownerHealth, ownerUsage } from './owner-health';
import { answerOf, type HubAnswer, type UnitState } from './response';
import { listedSubjects, namedSubjects } from './subjects';
import { timeFor } from './time-for';
import { testimonyOf, type AskWitness } from './testimony';
import { askInProcess, isRecordUnavailable, type UnitFault, type UnitService } from './unit-service';

/**
 * One request, in order: the decision has pruned the plan, the owners are asked, the record becomes durable beside
 * their lookups, and only then is anything told.
 */
export async function answer(hub: Hub, question: Question): Promise<HubAnswer> {
  const variables = coercedVariables(hub, question);
  const counted = new Set<string>();
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const decided = await decideQuestion(hub, question, variables, counted);
    const answered = await new RequestRun(hub, question, decided, variables).run();
    if (stillStands(hub.rights, question.caller, decided)) return answered;
  }
  throw new Refusal({
    code: 'OWNER_UNAVAILABLE',
    unit: 'HUB',
    about: '共享协议正在变更',
    retryAfterSeconds: 5,
  });
}

/** What was told under rights that ended meanwhile is dropped and asked anew, under those of now. */
const MAX_ATTEMPTS = 3;

interface HowAsked {
  readonly timeoutMs?: number;
  /** What the record names beside what the caller asked for. */
  readonly fields?: readonly DecidedField[];
}

class RequestRun {
  readonly #recorder: Recorder;
  readonly #marks: ObjectionMarks;
  readonly #states = new Map<string, UnitState>();
  readonly #owners = new Map<string, OwnerContext>();
  readonly #today: string;
  readonly compiled: CompiledOperation;
  readonly rights: Rights;

  constructor(
    readonly hub: Hub,
    readonly question: Question,
    readonly decided: Decided,
    readonly variables: Readonly<Record<string, unknown>>,
  ) {
    const { compiled, rights } = decided;
    this.compiled = compiled;
    this.rights = rights;
    this.#today = hub.rights.today();
    this.#recorder = requestRecorder({
      units: hub.units,
      subjectHash: hub.subjectHash,
      decided: compiled.decided,
      facts: {
        requestId: question.requestId,
        caller: question.caller,
        bundle: rights.bundle,
        operation: compiled.hash,
      },
    });
    this.#marks = objectionMarks(compiled, {
      mayBeDisputed: (usccs) => hub.disputed?.mayBe(usccs) ?? true,
      lookup: hub.hubReading.lookup,
      enterprise: hub.supergraph.api.getType('Enterprise'),
      onFault: (error) => this.fault({ unit: HUB, error }),
    });
  }

  async run(): Promise<HubAnswer> {
    const execution: Execution = {
      variables: this.variables,
      ask: this.ask,
      data: {},
      errors: [],
      failures: [],
    };
    const named = namedSubjects(this.compiled.operation, this.variables);
    const refusals = this.#recorder.refusedOnly(this.compiled.toldUnits, named);
    const marked = this.#marks.ask(named);
    const [, unwritten] = await Promise.all([this.compiled.run(execution), refusals]);
    for (const unit of unwritten) this.fault({ unit, error: new Error('a refusal could not be recorded') });
    Object.assign(
      execution.data,
      introspected(this.compiled.operation, this.question.schema, this.variables),
    );
    const failed = new Set(
      [...this.#states].filter(([, state]) => state.state !== 'ANSWERED').map(([unit]) => unit),
    );
    await marked;
    const [objections] = await Promise.all([
      this.#marks.told(() => listedSubjects(execution.data), failed),
      this.#recorder.complete(() => listedSubjects(execution.data), failed),
    ]);
    if (this.isActOfSharing) {
      const { following, disputed } = this.hub;
      await Promise.allSettled([following?.check(), disputed?.check()]);
    }
    return answerOf({
      compiled: this.compiled,
      execution,
      usedUp: this.decided.usedUp,
      sharing: {
        requestId: this.question.requestId,
        purpose: this.question.caller.kind === 'stranger' ? null : this.question.caller.purpose,
        bundle: this.rights.bundle,
        receipt: this.question.requestId,
        units: [...this.#states.values()],
        ...(objections?.length === 0 ? {} : { objections }),
      },
    });
  }

  readonly ask: AskUnit = (unitId, question) =>
    unitId === HUB ? this.askHub(question) : this.askNoted(unitId, question);

  /** A witness has half an owner's time, so that the one who asks it still answers within its own. */
  readonly askWitness: AskWitness = (unitId, question) =>
    this.askNoted(unitId, question, { timeoutMs: this.hub.ownerTimeoutMs / 2 });

  /** Asks an owner, and notes that it was asked, how it answered and how long that took. */
  async askNoted(
    unitId: string,
    question: UnitQuestion,
    how: HowAsked = {},
  ): Promise<UnitAnswer | UnitFailure> {
    const started = this.hub.now();
    this.question.onProgress?.({ unit: this.hub.units.get(unitId)?.code ?? unitId, state: 'ASKED' });
    const answered = await this.askOwner(unitId, question, how);
    this.note(unitId, answered, started);
    return answered;
  }

  async askOwner(
    unitId: string,
    question: UnitQuestion,
    { timeoutMs, fields }: HowAsked,
  ): Promise<UnitAnswer | UnitFailure> {
    const unit = this.hub.units.get(unitId);
    if (unit === undefined) return { failure: 'OWNER_UNAVAILABLE' };
    const subjects = question.subjects ?? this.changedSubjects();
    const recorded = this.#recorder.asked(unitId, subjects, fields).then(
      () => undefined,
      (error: unknown) => {
        if (!isRecordUnavailable(error)) this.fault({ unit: unitId, error });
        return { failure: 'OWNER_UNAVAILABLE' } as const;
      },
    );
    const answered = askInProcess(
      unit,
      question,
      this.ownerContext(unit),
      timeoutMs ?? timeFor(question, this.hub.ownerTimeoutMs, unit.asks.length > 0),
      this.fault,
    );
    // No record, no data: what the owner read is dropped where its log could not keep that it was asked.
    return (await recorded) ?? answered;
  }

  askHub(question: UnitQuestion): Promise<UnitAnswer | UnitFailure> {
    return askInProcess(
      { id: HUB, schema: this.hub.hubSchema },
      question,
      this.hubContext(),
      timeFor(question, this.hub.ownerTimeoutMs, true),
      this.fault,
    );
  }

  ownerContext(unit: UnitService): OwnerContext {
    let owner = this.#owners.get(unit.id);
    if (owner === undefined) {
      owner = {
        ...this.context(
          unit,
          (field, code, uscc) => {
            this.#recorder.noteRefusal(unit.id, field, code, uscc);
            this.#marks.noteRefusal(field, uscc);
          },
          (asked, query, variables) => {
            if (!unit.asks.includes(asked)) throw new Error(`${unit.id} does not say that it asks ${asked}`);
            return this.askForHub(asked, query, variables);
          },
        ),
        changing: this.changing(unit),
      };
      this.#owners.set(unit.id, owner);
    }
    return owner;
  }

  /** The writing door, for the one kind of operation that changes anything. */
  changing({ id, code, changing }: UnitService): Changing | undefined {
    if (changing === undefined || !this.isChange) return undefined;
    return {
      pool: changing,
      recorded: (usccs) =>
        this.#recorder.asked(id, usccs).catch((error: unknown) => {
          throw isRecordUnavailable(error) ? new Refusal({ code: 'OWNER_UNAVAILABLE', unit: code }) : error;
        }),
    };
  }

  get isChange(): boolean {
    return this.compiled.operation.operation === OperationTypeNode.MUTATION;
  }

  /** What it changes of what is in force counts in this process before it is answered. */
  get isActOfSharing(): boolean {
    return this.isChange && this.compiled.toldUnits.has(HUB);
  }

  /** What a change is about stands in its input; of a question at the root only the answer tells. */
  changedSubjects(): string[] | undefined {
    const { operation } = this.compiled.pruned;
    return this.isChange && operation !== undefined ? namedSubjects(operation, this.variables) : undefined;
  }

  hubContext(): HubContext {
    return {
      ...this.context(
        this.hub.hubReading,
        () => undefined,
        (unit, query, variables) => this.askForHub(unit, query, variables),
      ),
      // Acts of sharing stand in the hub's own life of rights, written in their transaction: there is no second record.
      changing:
        this.hub.hubChanging === undefined || !this.isChange
          ? undefined
          : { pool: this.hub.hubChanging, recorded: () => Promise.resolve() },
      policies: this.hub.policies,
      changes: this.hub.changes,
      preview: (question) => previewOf(this.hub, question),
      schema: this.hub.supergraph.api,
      bundle: this.hub.rights.bundle(),
      rightsFor: (purpose) => {
        const { caller } = this.question;
        return this.hub.rights.rightsFor(caller.kind === 'unit' ? { ...caller, purpose } : caller);
      },
      ownerHealth: (since) =>
        Promise.all(
          [...this.hub.units.values()].map((unit) =>
            ownerHealth(unit, since, this.askingRecord(unit, 'Query.sharingHealth')),
          ),
        ),
      usage: (window) =>
        Promise.all(
          [...this.hub.units.values()].map(async (unit) => ({
            ...(await ownerUsage(unit, window, this.askingRecord(unit, 'Query.sharingUsage'))),
            times: (consumer) => this.hub.times.of(unit.code, consumer),
          })),
        ),
      accessLogs: (uscc, asked) =>
        accessLogs([...this.hub.units.values()], this.hub.subjectHash(uscc), asked, this.fault),
    };
  }

  context(
    { pool, lookup, sweep }: Reading,
    noteRefusal: OwnerContext['noteRefusal'],
    askOwner: OwnerContext['askOwner'],
  ): OwnerContext {
    const { hub, question, rights } = this;
    const today = this.#today;
    return {
      caller: question.caller,
      requestId: question.requestId,
      rights,
      pool,
      lookup,
      sweep: (statement) => sweep(statement, question.signal),
      today,
      now: hub.now,
      loaders: new Map(),
      noteRefusal,
      askOwner,
      consentsOf: (usccs, field, year): Promise<ReadonlyMap<string, ConsentState>> =>
        consentsUsed(
          { lookup: hub.hubReading.lookup, changing: hub.hubChanging },
          question.caller,
          { usccs, field, year, today },
          question.requestId,
        ),
      testimonyOf: (evidence, usccs, day) =>
        testimonyOf(evidence, usccs, day, { rights, ask: this.askWitness }),
      tiersOf: async (usccs) => {
        const told = await this.askForHub(
          'smeb',
          'query ($usccs: [USCC!]!) { tiersOf(usccs: $usccs) { uscc tier } }',
          { usccs: [...usccs] },
        );
        const tiers = Array.isArray(told['tiersOf'])
          ? (told['tiersOf'] as { uscc: string; tier: string | null }[])
          : [];
        return new Map(tiers.map((item) => [item.uscc, item.tier]));
      },
    };
  }

  /** A question that the hub must ask an owner to answer another: recorded like any other; a failure is the caller's to see. */
  async askForHub(
    unitId: string,
    query: string,
    variables: Readonly<Record<string, unknown>>,
  ): Promise<Tree> {
    const subjects = Array.isArray(variables['usccs']) ? (variables['usccs'] as string[]) : undefined;
    const document = ownQuestion(query);
    const answered = await this.askFor(unitId, { document, variables, subjects });
    if (hasFailed(answered))
      throw new Refusal({ code: answered.failure, unit: this.hub.units.get(unitId)?.code });
    const [error] = answered.errors ?? [];
    if (error !== undefined)
      throw refusalToldBy(error) ?? new GraphQLError(error.message, { extensions: { ...error.extensions } });
    return isTree(answered.data) ? answered.data : {};
  }

  /** The coordinates of such a question stand in the owner's record beside those that the caller asked for. */
  async askFor(unitId: string, question: UnitQuestion): Promise<UnitAnswer | UnitFailure> {
    if (unitId === HUB) return this.ask(unitId, question);
    const schema = this.hub.units.get(unitId)?.schema;
    const coordinates = schema === undefined ? [] : askedCoordinates(schema, question.document);
    const fields = coordinates
      .filter((field) => this.hub.policies.has(field))
      .map((field) => this.recordedField(field));
    return this.askNoted(unitId, question, { fields });
  }

  askingRecord(unit: UnitService, coordinate: string): Parameters<typeof ownerHealth>[2] {
    return {
      recorded: this.#recorder.asked(unit.id, undefined, [this.recordedField(coordinate)]),
      timeoutMs: this.hub.ownerTimeoutMs,
      now: this.hub.now,
      onFault: this.fault,
    };
  }

  recordedField(field: string): DecidedField {
    return { field, ...recordedAs(this.rights.decide(field)) };
  }

  readonly fault = (fault: UnitFault): void =>
    this.hub.onFault({ ...fault, requestId: this.question.requestId });

  note(unitId: string, answered: UnitAnswer | UnitFailure, started: number): void {
    const unit = this.hub.units.get(unitId);
    const known = this.#states.get(unitId);
    const now = this.hub.now();
    const state = hasFailed(answered) ? answered.failure : (known?.state ?? 'ANSWERED');
    this.hub.times.note(unit?.code ?? unitId, consumerOf(this.question.caller), now - started);
    this.#states.set(unitId, {
      unit: unit?.code ?? unitId,
      state,
      asOf: new Date(now).toISOString(),
      ms: now - started + (known?.ms ?? 0),
    });
    this.question.onProgress?.({
      unit: unit?.code ?? unitId,
      state: hasFailed(answered) ? answered.failure : 'ANSWERED',
      ms: now - started,
    });
  }
}

const HUB = 'hub';

/** As the record names consumers. */
const consumerOf = (caller: Caller): string =>
  caller.kind === 'unit' ? caller.unit : caller.kind === 'enterprise' ? 'SELF' : 'PUBLIC';

function coercedVariables(hub: Hub, { operation, variables }: Question): Readonly<Record<string, unknown>> {
  const coerced = getVariableValues(hub.supergraph.api, operation.variableDefinitions ?? [], variables, {
    maxErrors: 5,
  });
  const [error] = coerced.errors ?? [];
  if (error !== undefined)
    throw new GraphQLError(error.message, { extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } });
  return coerced.coerced ?? {};
}
