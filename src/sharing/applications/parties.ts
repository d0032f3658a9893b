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
