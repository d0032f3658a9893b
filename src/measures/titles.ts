import { hasNone, hasSuch, type Condition, type Item } from '../kit/rules/rule-set';
import type { Evidence } from '../kit/rules/evidence';
import { FUND_TIERS, type Tier } from './plan-figures';

const recognitions: Evidence = {
  owner: 'SMEB',
  coordinate: 'Cultivation.recognitions',
  slice: 'cultivation',
  facts: 'tier validFrom validUntil',
};

const isHeld = (item: Item, day: string): boolean =>
  String(item['validFrom']) <= day && day <= String(item['validUntil']);
const isLittleGiant = (item: Item): boolean => FUND_TIERS.includes(item['tier'] as Tier);

/** A title that holds on the day, of whichever level. */
export const hasTitle: Condition = { ask: recognitions, holds: hasSuch(isHeld) };

/** The title of a provincial or national little giant. */
export const isLittleGiantOn: Condition = {
  ask: recognitions,
  holds: hasSuch((item, day) => isLittleGiant(item) && isHeld(item, day)),
};
export const isNoLittleGiantOn: Condition = {
  ask: recognitions,
  holds: hasNone((item, day) => isLittleGiant(item) && isHeld(item, day)),
};

/** A title that begins on the day or after it. */
export const isRecognisedFrom: Condition = {
  ask: recognitions,
  holds: hasSuch((item, day) => String(item['validFrom']) >= day),
};

export const provinceTitles = '省级专精特新、省级小巨人、国家级小巨人';
