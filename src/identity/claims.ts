import { z } from 'zod';
import type { Caller } from '../kit/caller';
import { divisionByCode } from '../kit/codes/divisions';
import { checkUscc } from '../kit/codes/uscc';
import { SELF_PURPOSE } from '../kit/purposes';
import { consumerByCode, purposesOf } from '../kit/unit-directory';

/** Names that a record keeps: no control characters, no essays. */
const name = z.string().regex(/^[\x21-\x7e]{1,128}$/);

const common = {
  exp: z.number(),
  sub: name.optional(),
  /** Pseudonym of the official who asks; the client itself where a system asks on its own. */
  official: name.optional(),
  // A token that is bound by any other means than DPoP is not one that the hub could check.
  cnf: z.strictObject({ jkt: z.string() }).optional(),
};

const unitClaims = z
  .object({
    ...common,
    unit: z.string(),
    system: name,
    purpose: z.string(),
    division: z
      .string()
      .refine((code) => divisionByCode(code) !== undefined)
      .optional(),
    enterprise: z.undefined().optional(),
  })
  .refine(({ unit: code, purpose }) => {
    const unit = consumerByCode.get(code);
    return unit !== undefined && purposesOf(unit).includes(purpose);
  });

const enterpriseClaims = z.object({
  ...common,
  enterprise: z.string().refine((code) => isWritten(code)),
  purpose: z.literal(SELF_PURPOSE),
  /** Who acts for it: nothing, or the legal representative in person (法人登录). */
  person: z.literal('LEGAL_REPRESENTATIVE').optional(),
  unit: z.undefined().optional(),
});

/**
 * What an access token must say: a participant that the directory knows, its system and one purpose that it carries;
 * or an enterprise that asks about itself. A token that says both, or anything of it wrongly, says nothing.
 */
export const claimsSchema = z.union([unitClaims, enterpriseClaims]);

export type Claims = z.infer<typeof claimsSchema>;

/** Who the claims name. */
export function callerOf(claims: Claims): Caller {
  const { exp: expiresAt, official, sub } = claims;
  if (claims.enterprise !== undefined) {
    const { enterprise: uscc, purpose, person } = claims;
    return Object.freeze({
      kind: 'enterprise',
      uscc,
      purpose,
      official: official ?? sub ?? uscc,
      expiresAt,
      ...(person === undefined ? {} : { isLegalRepresentative: true }),
    });
  }
  const { unit, system, purpose, division } = claims;
  return Object.freeze({
    kind: 'unit',
    unit,
    system,
    purpose,
    official: official ?? sub ?? `${unit}.${system}`,
    expiresAt,
    ...(division === undefined ? {} : { division }),
  });
}

/** A valid code in its one written form. */
function isWritten(code: string): boolean {
  const checked = checkUscc(code);
  return checked.ok && checked.uscc === code;
}
