import { defineUnit } from '../../kit/define-unit';
import { AcademicExpert } from './academic-expert';
import { Academia } from './edu';
import { GraduateCohort } from './graduate-supply';
import { AcademicOperations } from './operations';
import { InternshipBase, TechnologyEquity, TechnologyMatch, UniversityCooperation } from './records';
import { seedAcademia } from './seed';
import { UniversityPatent } from './university-patent';

export const edu = defineUnit({
  id: 'edu',
  code: 'EDU',
  name: '省教育厅',
  slices: { academia: Academia },
  operations: [AcademicOperations],
  tables: [
    UniversityCooperation,
    InternshipBase,
    TechnologyEquity,
    TechnologyMatch,
    UniversityPatent,
    AcademicExpert,
    GraduateCohort,
  ],
  seed: seedAcademia,
});
