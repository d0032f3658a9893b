import type { Caller, UnitCaller } from '../../kit/caller';
import { sharingAuthority } from '../../kit/unit-directory';
import type { ApplicationRole } from './application-state';
import type { Application } from './application';

type Parties = Pick<Application, 'applicant' | 'division' | 'provider' | 'scope'>;

/** Who answers for a provider: the hub's own fields are the authority's to share. */
export function officeOf(provider: string): string {
  return provider === 'HUB' ? sharingAuthority.code : provider;
}

/** In which capacities a caller meets an application; in none where it is nobody's affair of its. */
export function rolesOf(application: Parties, caller: Caller): `${ApplicationRole}`[] {
  if (caller.kind !== 'unit') return [];
  const roles: `${ApplicationRole}`[] = [];
  if (caller.unit === application.applicant && isOfDivision(caller, [application.division]))
    roles.push('APPLICANT');
  if (caller.unit === officeOf(application.provider) && isOfDivision(caller, divisionsOf(application)))
    roles.push('PROVIDER');
  if (caller.unit === sharingAuthority.code) roles.push('AUTHORITY');
  return roles;
}

/** The divisions that an application is about; none where it is the whole province's. */
export function divisionsOf({ division, scope }: Pick<Application, 'division' | 'scope'>): string[] {
  if (division !== null) return [division];
  return typeof scope?.divisions === 'object' ? [...scope.divisions] : [];
}

/** A system that acts for one division meets what lies wholly in it. */
function isOfDivision({ division }: UnitCaller, divisions: readonly (string | null)[]): boolean {
  if (division === undefined) return true;
  return divisions.length > 0 && divisions.every((one) => one?.startsWith(division) === true);
}

/**
 * Whose affair an application is, as SQL over `s`: the applicant's (`$2`, its system's division `$3`), the provider's, and
 * the authority's; the same as `rolesOf`, so that a list shows what its reader may open.
 */
const affairs: Readonly<Record<`${ApplicationRole}`, string>> = {
  APPLICANT: `(s.applicant = $2 AND ($3::text IS NULL OR s.division LIKE $3 || '%'))`,
  PROVIDER: `(CASE WHEN s.provider = 'HUB' THEN '${sharingAuthority.code}' ELSE s.provider END = $2 AND ($3::text IS NULL
    OR s.division LIKE $3 || '%' OR (s.division IS NULL AND json_typeof(s.scope->'divisions') = 'array' AND NOT EXISTS (
      SELECT FROM json_array_elements_text(s.scope->'divisions') d WHERE d NOT LIKE $3 || '%'))))`,
  AUTHORITY: `($2 = '${sharingAuthority.code}' AND $3::text IS NULL)`,
};

/** The condition that an application is the caller's affair, in this capacity or in any. */
export function ownAffairs(role: `${ApplicationRole}` | null | undefined): string {
  return role === null || role === undefined ? Object.values(affairs).join(' OR ') : affairs[role];
}
