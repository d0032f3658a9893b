import { accessLogJourneys } from './reading/access-log';
import { endReading, startReading } from './reading/asking';
import { inputJourneys } from './reading/input';
import { rightsJourneys } from './reading/rights';
import { runningJourneys } from './reading/running';
import { strangerJourneys } from './reading/strangers';

beforeAll(startReading, 120_000);
afterAll(endReading);

describe('rights', rightsJourneys);
describe('the access log', accessLogJourneys);
describe('strangers', strangerJourneys);
describe('questions', inputJourneys);
describe('running', runningJourneys);
