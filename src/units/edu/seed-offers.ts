import { officeCode } from '../../kit/codes/uscc';
import type { SeededRandom } from '../../kit/synthetic';
import type { GraduateDegree } from './graduate-supply';
import { universities, universityPatents } from './universities';

type Row = Readonly<Record<string, unknown>>;

const OFFICE_CODE = officeCode(301);
const SURNAMES = [...'王李张刘陈杨赵郭武任薛梁韩贾田'];
const GRADUATION_YEARS = [2023, 2024, 2025] as const;
/** Graduates beside those of the first degree; few take a doctor's. */
const DEGREE_SHARE: Readonly<Record<GraduateDegree, number>> = {
  COLLEGE: 0.8,
  BACHELOR: 1,
  MASTER: 0.22,
  DOCTOR: 0.012,
};

export function patentRows(): Row[] {
  return universityPatents.map((patent) => ({ uscc: OFFICE_CODE, ...patent }));
}

/** One for each technology of each university; some have not agreed, some have taken their word back. */
export function expertRows(random: SeededRandom): Row[] {
  return universities
    .flatMap(({ name: university, division, technologies }) =>
      technologies.map(([subject, industry]) => {
        const hasAgreed = random.chance(0.85);
        const hasWithdrawn = hasAgreed && random.chance(0.1);
        return {
          name: `${random.pick(SURNAMES)}某（测试）`,
          university,
          field: subject.replace(/(方法|工艺|装置|结构)$/, ''),
          industry,
          division,
          agreedOn: hasAgreed ? random.date('2023-09-01', '2024-12-20') : null,
          withdrawnOn: hasWithdrawn ? random.date('2025-01-05', '2025-12-20') : null,
        };
      }),
    )
    .map((expert, position) => ({
      uscc: OFFICE_CODE,
      expertNo: `TEST-EX-${String(position + 1).padStart(4, '0')}`,
      ...expert,
    }));
}

export function cohortRows(random: SeededRandom): Row[] {
  return universities.flatMap(({ name: university, division, disciplines, degrees }) =>
    GRADUATION_YEARS.flatMap((year) =>
      disciplines.flatMap(([discipline, usual]) =>
        degrees.map((degree) => ({
          uscc: OFFICE_CODE,
          year,
          division,
          university,
          discipline,
          degree,
          graduates: Math.round(usual * DEGREE_SHARE[degree] * (0.9 + random.next() * 0.2)),
        })),
      ),
    ),
  );
}
