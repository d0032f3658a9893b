import { endSharing, startSharing } from './agreements/acting';
import { life } from './agreements/life';
import { limits } from './agreements/limits';
import { previews } from './agreements/previews';
import { revocation } from './agreements/revocation';
import { signingKeys } from './agreements/signing-keys';

beforeAll(startSharing, 120_000);
afterAll(endSharing);

describe('an agreement', life);
describe('a signing key', signingKeys);
describe('a limit of use', limits);
describe('a preview', previews);
describe('a revocation', revocation);
