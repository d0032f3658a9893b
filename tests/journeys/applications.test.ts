import { badApplications } from './sharing/bad-applications';
import { deciding } from './sharing/deciding';
import { disputes } from './sharing/disputes';
import { endSharing, startSharing } from './sharing/one-hub';
import { ownAffairs } from './sharing/own-affairs';
import { publishing } from './sharing/publishing';
import { runningClocks } from './sharing/running-clocks';
import { everyStep } from './sharing/steps';

beforeAll(startSharing, 120_000);
afterAll(endSharing);

describe('the catalogue', publishing);
describe('an application', deciding);
describe('bad input leaves nothing', badApplications);
describe('every step', everyStep);
describe('the clock', runningClocks);
describe('reading', ownAffairs);
describe('a dispute', disputes);
