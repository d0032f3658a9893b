import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { Pool } from 'pg';
import type { Caller } from '../kit/caller';
import type { Reading } from '../kit/owner';
import type { ChangePolicy, FieldPolicy } from '../kit/share';
import type { Supergraph } from '../plan/compose';
import type { UsageMeter } from '../sharing/usage';
import type { OperationCompiler } from './compiled-operation';
import type { Disputed } from './disputed';
import type { Following } from './following';
import type { OwnerTimes } from './owner-times';
import type { UnitState } from './response';
import type { RightsStore } from './rights-store';
import type { UnitFault, UnitService } from './unit-service';

/** Everything that answers questions, as it was put together at start. */
export interface Hub {
  readonly supergraph: Supergraph;
  readonly policies: ReadonlyMap<string, FieldPolicy>;
  readonly changes: ReadonlyMap<string, ChangePolicy>;
  readonly compiler: OperationCompiler;
  readonly rights: RightsStore;
  /** Keeps the rights those of the newest publication; absent where nobody publishes. */
  readonly following: Following | undefined;
  /** Absent: every question asks. */
  readonly disputed: Disputed | undefined;
  readonly usage: UsageMeter;
  /** By unit id. */
  readonly units: ReadonlyMap<string, UnitService>;
  readonly hubSchema: GraphQLSchema;
  readonly hubReading: Reading;
  readonly hubChanging: Pool | undefined;
  readonly subjectHash: (uscc: string) => string;
  readonly ownerTimeoutMs: number;
  readonly times: OwnerTimes;
  readonly now: () => number;
  readonly onFault: (fault: UnitFault & { readonly requestId: string }) => void;
}

export interface Question {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly queryHash: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly caller: Caller;
  readonly requestId: string;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** The schema that this caller may see. */
  readonly schema: GraphQLSchema;
  /** Hears of every owner that is asked and has answered, for whoever waits for a long answer. */
  readonly onProgress?: (progress: OwnerProgress) => void;
}

export interface OwnerProgress {
  readonly unit: string;
  readonly state: 'ASKED' | UnitState['state'];
  /** How long it took; absent while it is asked. */
  readonly ms?: number;
}
