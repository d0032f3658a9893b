import { changesJourneys } from './push-list/changes';
import { endFollowing, startFollowing } from './push-list/following';
import { subscriptionJourneys } from './push-list/subscription';

beforeAll(startFollowing, 120_000);
afterAll(endFollowing);

describe('changes', changesJourneys);
describe('subscription', subscriptionJourneys);
