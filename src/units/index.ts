import type { UnitDeclaration } from '../kit/define-unit';
import { amr } from './amr';
import { cbirc } from './cbirc';
import { city } from './city';
import { com } from './com';
import { csrc } from './csrc';
import { edu } from './edu';
import { exch } from './exch';
import { fhg } from './fhg';
import { fin } from './fin';
import { ipb } from './ipb';
import { lfr } from './lfr';
import { lsg } from './lsg';
import { miit } from './miit';
import { ndrc } from './ndrc';
import { nea } from './nea';
import { pbc } from './pbc';
import { sasac } from './sasac';
import { sco } from './sco';
import { smeb } from './smeb';
import { std } from './std';
import { tax } from './tax';
import { zone } from './zone';

/** The register: every responsible unit that answers, one line each. */
export const units: readonly UnitDeclaration[] = [
  amr,
  cbirc,
  city,
  com,
  csrc,
  edu,
  exch,
  fhg,
  fin,
  ipb,
  lfr,
  lsg,
  miit,
  ndrc,
  nea,
  pbc,
  sasac,
  sco,
  smeb,
  std,
  tax,
  zone,
];
