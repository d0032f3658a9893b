import type { UnitDeclaration } from '../kit/define-unit';
import { amr } from './amr';
import { fin } from './fin';
import { nea } from './nea';

/** The register: every responsible unit that answers, one line each. */
export const units: readonly UnitDeclaration[] = [
  amr,
  fin,
  nea,
];
