import { assessmentOperations } from './assessment';
import { careOperations } from './care';
import { cultivationOperations } from './cultivation';
import { financingOperations } from './financing';
import { fundsOperations } from './funds';
import { innovationOperations } from './innovation';
import { ruleOperations } from './rules';
import type { PlanOperation } from './plan-operation';

export { agreementsFor, type PlanOperation, type VariableName } from './plan-operation';

/** The register of canonical operations, by number. */
export const planOperations: readonly PlanOperation[] = [
  ...cultivationOperations,
  ...fundsOperations,
  ...financingOperations,
  ...innovationOperations,
  ...careOperations,
  ...assessmentOperations,
  ...ruleOperations,
].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
