import type { UnitDeclaration } from '../kit/define-unit';
import { amr } from './amr';
import { cbirc } from './cbirc';
import { city } from './city';
import { csrc } from './csrc';
import { exch } from './exch';
import { fhg } from './fhg';
import { fin } from './fin';
import { lfr } from './lfr';
import { nea } from './nea';
import { pbc } from './pbc';
import { sasac } from './sasac';
import { sco } from './sco';
import { smeb } from './smeb';
import { tax } from './tax';
import { zone } from './zone';

/** The register: every responsible unit that answers, one line each. */
export const units: readonly UnitDeclaration[] = [
  amr,
  cbirc,
  city,
  csrc,
  exch,
  fhg,
  fin,
  lfr,
  nea,
  pbc,
  sasac,
  sco,
  smeb,
  tax,
  zone,
];
