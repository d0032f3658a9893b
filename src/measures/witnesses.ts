import type { Evidence, YearsBack } from '../kit/rules/evidence';
import {
  allOf,
  anyOf,
  atLeast,
  atMost,
  hasNone,
  hasSuch,
  isFalse,
  isOneOf,
  PERSON,
  reaches,
  saysNo,
  saysYes,
  type Condition,
  type Item,
  type Test,
  type Threshold,
} from '../kit/rules/rule-set';

/** A threshold as the standard writes it, and the question to the owner that knows whether it is reached. */
export interface Measured {
  readonly threshold: Threshold;
  readonly condition: Condition;
}

const YUAN_PER_WAN = 10_000;

/** The years that a rule looks at: that of the day, the last one, each of the last two, or the last two together. */
export type Years = 'THIS' | 'LAST' | 'EACH_OF_TWO' | 'TWO_TOGETHER';

/** A predicate of the tax bureau. */
function ofTax(field: string, args: Readonly<Record<string, number | string>>, years: Years): Condition {
  const ask = (yearsBack: YearsBack, more = {}): Condition => ({
    ask: { owner: 'TAX', coordinate: `Tax.${field}`, slice: 'tax', args: { ...args, ...more }, yearsBack },
    holds: saysYes,
  });
  if (years === 'EACH_OF_TWO') return allOf(ask(1), ask(2));
  if (years === 'TWO_TOGETHER') return ask(1, { years: 2 });
  return ask(years === 'THIS' ? 0 : 1);
}

function amount(field: string, wan: number, years: Years): Measured {
  return {
    threshold: atLeast(wan, '万元'),
    condition: ofTax(field, { yuan: wan * YUAN_PER_WAN }, years),
  };
}

/** Ratios travel as decimal text; a percent has two digits more. */
const ratioOf = (percent: number): string => String(percent / 100);

function share(field: string, percent: number, years: Years): Measured {
  return { threshold: atLeast(percent, '%'), condition: ofTax(field, { ratio: ratioOf(percent) }, years) };
}

export const revenue = (wan: number): Measured => amount('revenueAtLeast', wan, 'LAST');
export const rdExpense = (wan: number, years: Years = 'LAST'): Measured =>
  amount('rdExpenseAtLeast', wan, years);
export const rdRatio = (percent: number, years: Years = 'LAST'): Measured =>
  share('rdRatioAtLeast', percent, years);
export const mainShare = (percent: number): Measured => share('mainRevenueShareAtLeast', percent, 'LAST');
export const mainGrowth = (percent: number, years: Years): Measured =>
  share('mainRevenueGrowthAtLeast', percent, years);
export const revenueGrowth = (percent: number): Measured =>
  share('revenueGrowthAtLeast', percent, 'TWO_TOGETHER');
export const profitRate = (percent: number, years: Years = 'LAST'): Measured =>
  share('profitRateAtLeast', percent, years);

export const debtRatio = (percent: number): Measured => ({
  threshold: atMost(percent, '%'),
  condition: ofTax('debtRatioAtMost', { ratio: ratioOf(percent) }, 'LAST'),
});

/** The mean of two years reaches a sum when both together reach twice that. */
export const rdMean = (wan: number): Measured => ({
  threshold: atLeast(wan, '万元'),
  condition: rdExpense(2 * wan, 'TWO_TOGETHER').condition,
});

/** Revenue stays under this, which the predicate of the same threshold denies. */
export function revenueBelow(wan: number): Condition {
  const { condition } = revenue(wan);
  return 'ask' in condition ? { ...condition, holds: saysNo } : condition;
}

export const isSmallOrMedium: Condition = {
  ask: { owner: 'TAX', coordinate: 'Tax.sizeClass', slice: 'tax' },
  holds: isOneOf('MEDIUM', 'SMALL', 'MICRO'),
};

export const rdStaff = (percent: number): Measured => ({
  threshold: atLeast(percent, '%'),
  condition: {
    ask: {
      owner: 'STD',
      coordinate: 'Innovation.rdStaffShareAtLeast',
      slice: 'innovation',
      args: { ratio: ratioOf(percent) },
    },
    holds: saysYes,
  },
});

const scienceAwards: Evidence = {
  owner: 'STD',
  coordinate: 'Innovation.scienceAwards',
  slice: 'innovation',
  facts: 'year level rank',
};

/** The last three years are the three before that of the day, and what that one has brought so far. */
const isOfThreeYears = (item: Item, day: string): boolean =>
  Number(item['year']) >= Number(day.slice(0, 4)) - 3 && Number(item['year']) <= Number(day.slice(0, 4));

/** An award of the last three years of one of these levels, as one of the first so many units. */
export function scienceAward(levels: readonly string[], amongFirst: number): Measured {
  return {
    threshold: atLeast(1, '项'),
    condition: {
      ask: scienceAwards,
      holds: hasSuch(
        (item, day) =>
          isOfThreeYears(item, day) &&
          levels.includes(String(item['level'])) &&
          Number(item['rank']) <= amongFirst,
      ),
    },
  };
}

const rdPlatforms: Evidence = {
  owner: 'STD',
  coordinate: 'Innovation.rdPlatforms',
  slice: 'innovation',
  facts: 'level recognisedOn',
};

/** A research institution of one of these levels, recognised by the day. */
export const rdPlatform = (...levels: readonly string[]): Measured => ({
  threshold: atLeast(1, '个'),
  condition: {
    ask: rdPlatforms,
    holds: hasSuch(
      (item, day) => levels.includes(String(item['level'])) && String(item['recognisedOn']) <= day,
    ),
  },
});

/** A certificate of a high-tech enterprise that is in force; the other titles of the line a person looks at. */
export const highTech: Condition = anyOf(
  {
    ask: {
      owner: 'STD',
      coordinate: 'Innovation.highTechCert',
      slice: 'innovation',
      facts: 'validFrom validUntil',
    },
    holds: (told, day) => {
      if (typeof told !== 'object') return undefined;
      const { validFrom, validUntil } = (told ?? {}) as Item;
      return told !== null && String(validFrom) <= day && day <= String(validUntil);
    },
  },
  PERSON,
);

function count(field: string, least: number): Condition {
  return {
    ask: { owner: 'AMR', coordinate: `IntellectualProperty.${field}`, slice: 'ip' },
    holds: reaches(least),
  };
}

/** Rights of class I in force. */
export const class1Rights = (least: number): Measured => ({
  threshold: atLeast(least, '项'),
  condition: count('class1IpCount', least),
});
export const class2Rights = (least: number): Measured => ({
  threshold: atLeast(least, '项'),
  condition: count('class2IpCount', least),
});
export const qualityAward: Measured = {
  threshold: atLeast(1, '项'),
  condition: count('qualityAwards', 1),
};
export const standardJoined: Measured = {
  threshold: atLeast(1, '项'),
  condition: count('standardsJoined', 1),
};

/** What the register counts is necessary; whether it is linked to the main product only a person sees. */
export const seenByPerson = ({ threshold, condition }: Measured): Measured => ({
  threshold,
  condition: allOf(condition, PERSON),
});

export const isUnlisted: Condition = allOf(
  {
    ask: { owner: 'AMR', coordinate: 'Registration.abnormalListed', slice: 'registration' },
    holds: isFalse,
  },
  {
    ask: { owner: 'AMR', coordinate: 'Registration.seriouslyDishonest', slice: 'registration' },
    holds: isFalse,
  },
);

/** No incident of the grades 重大 and 特别重大 in the three years that its city looks back. */
export const hasNoMajorIncident: Condition = {
  ask: {
    owner: 'CITY',
    coordinate: 'LocalSupport.safetyEnvIncidents',
    slice: 'local',
    facts: 'grade happenedOn',
  },
  holds: hasNone(
    (item, day) => MAJOR_GRADES.includes(String(item['grade'])) && String(item['happenedOn']) <= day,
  ),
};

const MAJOR_GRADES: readonly string[] = ['MAJOR', 'EXTRAORDINARY'];

export const digitalLevel = (least: number): Measured => ({
  threshold: atLeast(least, '级'),
  condition: {
    ask: { owner: 'MIIT', coordinate: 'Industry.digitalLevel', slice: 'industry' },
    holds: reaches(least),
  },
});

export const isSmallOrMicro: Condition = {
  ask: { owner: 'TAX', coordinate: 'Tax.sizeClass', slice: 'tax' },
  holds: isOneOf('SMALL', 'MICRO'),
};

export const inOperation: Condition = {
  ask: { owner: 'AMR', coordinate: 'Registration.status', slice: 'registration' },
  holds: isOneOf('IN_OPERATION'),
};

const aboveScale: Evidence = {
  owner: 'MIIT',
  coordinate: 'Industry.aboveScale',
  slice: 'industry',
  facts: 'isAboveScale enteredOn',
};

const ofScale =
  (is: (item: Item, day: string) => boolean): Test =>
  (told, day) =>
    typeof told === 'object' && told !== null ? is(told as Item, day) : undefined;

/** As the department's register has it today. */
export const isAboveScale: Condition = {
  ask: aboveScale,
  holds: ofScale((item) => item['isAboveScale'] === true),
};
export const isNotAboveScale: Condition = {
  ask: aboveScale,
  holds: ofScale((item) => item['isAboveScale'] === false),
};

/** On the day or after it. */
export const entersScaleFrom: Condition = {
  ask: aboveScale,
  holds: ofScale(({ isAboveScale, enteredOn }, day) => isAboveScale === true && String(enteredOn) >= day),
};
