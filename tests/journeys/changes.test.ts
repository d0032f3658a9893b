import { endChanges, startChanges } from './changes/making';
import { financeChanges } from './changes/finance';
import { bureauChanges } from './changes/bureau';
import { exchangeChanges } from './changes/exchange';
import { fundChanges } from './changes/fund';
import { cityChanges } from './changes/city';
import { demandChanges } from './changes/demands';
import { everyChange } from './changes/every-change';

beforeAll(startChanges, 120_000);
afterAll(endChanges);

describe('finance grants an award', financeChanges);
describe('the small-enterprise bureau', bureauChanges);
describe('the exchange', exchangeChanges);
describe('the guidance fund', fundChanges);
describe('a city', cityChanges);
describe('demands and exhibitions', demandChanges);
describe('every change', everyChange);
