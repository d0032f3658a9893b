import type { UnitDeclaration } from '../kit/define-unit';
import { amr } from './amr';
import { exch } from './exch';
import { fhg } from './fhg';
import { fin } from './fin';
import { nea } from './nea';
import { pbc } from './pbc';
import { sasac } from './sasac';
import { sco } from './sco';
import { smeb } from './smeb';
import { tax } from './tax';

/** The register: every responsible unit that answers, one line each. */
export const units: readonly UnitDeclaration[] = [amr, exch, fhg, fin, nea, pbc, sasac, sco, smeb, tax];
