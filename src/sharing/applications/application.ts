import type { AgreementScope } from '../../policy/agreement';
import type { ApplicationState, SharingManner } from './application-state';

/** What is applied for; days as text, as they are told. */
export interface ApplicationContent {
  readonly provider: string;
  readonly operation: string | null;
  readonly fields: readonly string[];
  readonly thresholds: Readonly<Record<string, readonly number[]>>;
  readonly purpose: string;
  readonly basis: string | null;
  readonly scene: string | null;
  readonly scope: AgreementScope | null;
  readonly outcome: 'clear' | 'masked';
  readonly manner: SharingManner;
  readonly startsOn: string;
  readonly endsOn: string;
}

/** An application as it stands: what is asked, by whom, and how far it has come. */
export interface Application extends ApplicationContent {
  readonly no: string;
  readonly cart: string;
  readonly applicant: string;
  readonly division: string | null;
  readonly isConditional: boolean;
  readonly state: ApplicationState;
  readonly version: number;
  readonly preparedBy: string | null;
  readonly proposal: 'AGREE' | 'REFUSE' | null;
  readonly reason: string | null;
  readonly reasonBasis: string | null;
  readonly renews: string | null;
  readonly madeAt: Date;
}
