import type { SeedRows } from '../../kit/define-unit';
import type { SeededRandom, SyntheticEnterprise } from '../../kit/synthetic';
import { Penalty, Registration, RegistrationStatus } from './registration';
import { seedIntellectualProperty } from './seed-intellectual-property';

const SURNAMES = [...'王李张刘陈杨赵郭武任薛梁韩贾田'];
const OFFENCES = [
  '未按规定公示年度报告',
  '生产不符合标准的产品',
  '广告内容虚假',
  '未明码标价',
  '使用未经检验的特种设备',
];

/** The market regulator's view of a synthetic enterprise. */
export function seedMarketRegulator(enterprise: SyntheticEnterprise): SeedRows {
  const random = enterprise.random('amr');
  const conduct = conductOf(enterprise, random);
  return [
    [Registration, [registrationOf(enterprise, conduct, random)]],
    [Penalty, conduct.penalties],
    ...seedIntellectualProperty(enterprise, random),
  ];
}

function registrationOf(
  enterprise: SyntheticEnterprise,
  conduct: Conduct,
  random: SeededRandom,
): Readonly<Record<string, unknown>> {
  const { uscc, name, division, industry, companyType, establishedOn } = enterprise;
  const { revenueYuan = 0, assetsYuan = 0 } = enterprise.years.at(-1) ?? {};
  return {
    uscc,
    division,
    isSynthetic: true,
    name,
    formerNames: formerNamesOf(enterprise, random),
    companyType,
    status: conduct.status,
    establishedOn,
    registeredCapital: companyType === 'SOLE_PROPRIETORSHIP' ? null : capitalFen(revenueYuan, random),
    industry,
    legalRepresentativeName: `测试${random.pick(SURNAMES)}某`,
    legalRepresentativeIdNo: identityNumber(random),
    legalRepresentativePhone: `1380000${random.int(1000, 9999)}`,
    abnormalListed: conduct.isAbnormal,
    seriouslyDishonest: conduct.isDishonest,
    annualReportAssets: random.chance(0.92) ? assetsYuan * 100 : null,
  };
}

/** In a division that does not exist, and without a check digit: it can be no real person's. */
function identityNumber(random: SeededRandom): string {
  const twoDigits = (most: number): string => String(random.int(1, most)).padStart(2, '0');
  return `140199${random.int(1958, 1996)}${twoDigits(12)}${twoDigits(28)}000T`;
}

/** A company limited by shares was mostly a limited company before; few others have changed their names. */
function formerNamesOf({ name, product, isJointStock }: SyntheticEnterprise, random: SeededRandom): string[] {
  if (isJointStock) return random.chance(0.8) ? [name.replace('股份有限公司', '有限公司')] : [];
  return random.chance(0.04) ? [name.replace(product, '实业')] : [];
}

/** Capital follows size, in the round figures that founders choose: 1, 2, 3, 5 or 8 of some power of ten. */
function capitalFen(revenueYuan: number, random: SeededRandom): number {
  const wanted = Math.max(30_000, revenueYuan * 0.25 * Math.exp(random.normal(0, 0.7)));
  const power = 10 ** Math.floor(Math.log10(wanted));
  const leading = wanted / power;
  const round = [8, 5, 3, 2, 1].find((figure) => figure <= leading) ?? 1;
  return round * power * 100;
}

interface Conduct {
  readonly status: RegistrationStatus;
  readonly isAbnormal: boolean;
  readonly isDishonest: boolean;
  readonly penalties: readonly Readonly<Record<string, unknown>>[];
}

/** Titles are lost with a serious offence, so holders are mostly clean. */
function conductOf({ tier, uscc, establishedOn }: SyntheticEnterprise, random: SeededRandom): Conduct {
  const isOrdinary = tier === 'NONE';
  const status = isOrdinary ? ordinaryStatus(random) : RegistrationStatus.IN_OPERATION;
  const isAbnormal = status === RegistrationStatus.REVOKED || random.chance(isOrdinary ? 0.04 : 0.004);
  const count = random.chance(isOrdinary ? 0.03 : 0.015) ? random.int(1, 2) : 0;
  const since = establishedOn > '2021-01-01' ? establishedOn : '2021-01-01';
  return {
    status,
    isAbnormal,
    isDishonest: isAbnormal && random.chance(0.08),
    penalties: Array.from({ length: count }, () => {
      const decidedOn = random.date(since, '2025-12-31');
      return {
        uscc,
        documentNo: `晋市监罚〔${decidedOn.slice(0, 4)}〕${random.int(1, 999)}号（测试）`,
        decidedOn,
        offence: random.pick(OFFENCES),
        fine: random.chance(0.8) ? random.int(1, 60) * 100_000 : null,
      };
    }),
  };
}

function ordinaryStatus(random: SeededRandom): RegistrationStatus {
  const draw = random.next();
  if (draw < 0.012) return RegistrationStatus.REVOKED;
  if (draw < 0.02) return RegistrationStatus.SUSPENDED;
  return RegistrationStatus.IN_OPERATION;
}
