import * as applications from './year/applications';
import { catalogueIsPublished } from './year/catalogue';
import * as consents from './year/consents';
import * as corrections from './year/corrections';
import * as provision from './year/provision';
import * as reading from './year/reading';
import * as replay from './year/replay';
import { beginYear, endYear } from './year/the-year';

/**
 * One year of sharing, day by day: 2026 with 春节 (15–23 February, worked 14 and 28), 中秋 (25–27 September) and 国庆 (1–7
 * October, worked 10). Days only go forward; each part of the year is a function of its own, in the file of its matter.
 */
beforeAll(beginYear, 120_000);
afterAll(endYear);

describe('January', () => {
  it('the catalogue is published, within its two working days', catalogueIsPublished);
  it(
    'what is shared unconditionally is granted in one working day, ten times',
    applications.grantsWithinADay,
  );
});

describe('February', () => {
  it(
    'a reply asked for before 春节 is due after it, in Jincheng within five days',
    applications.asksBeforeTheHoliday,
  );
  it('one is overdue, the others come on their last day', applications.repliesAfterTheHoliday);
});

describe('March', () => {
  it('refusals bear reason and basis; three disputes take their three ways', applications.refusesAndDisputes);
  it('consents are given, paused, resumed and withdrawn, each at once', consents.areGivenAndWithdrawn);
  it('a consent lasts until its last day', consents.lastUntilTheirLastDay);
});

describe('April and May', () => {
  it(
    'what is withdrawn, returned, amended or never submitted ends no other way',
    applications.endsNoOtherWay,
  );
  it(
    'nothing is told before an agreement, nor for another purpose or threshold',
    reading.isToldNothingBefore,
  );
  it('a stopped clock keeps its days over the holiday', applications.keepsItsDays);
});

describe('June to August', () => {
  it(
    'what was agreed is provided, and stopped and ended with its agreement',
    provision.isProvidedUnderAgreements,
  );
  it('nothing is told while an agreement is suspended', reading.isToldNothingWhileSuspended);
  it(
    'an agreement is read under until its last day, and after it under the next',
    reading.isToldUntilTheLastDay,
  );
});

describe('September and October', () => {
  it('nothing is told once an agreement is revoked', reading.isToldNothingOnceRevoked);
  it(
    'an objection about credit within 国庆 is due after it, and its mark travels',
    corrections.creditIsObjectedTo,
  );
  it('a reply asked for before 国庆 is due after it', provision.asksBeforeNationalDay);
  it('an objection of a consumer is due after 国庆', corrections.productIsObjectedTo);
  it('credit is corrected on the last day, and the mark is taken away', corrections.creditIsCorrected);
  it('what is not answered becomes overdue', provision.repliesOrIsOverdue);
  it('an objection that is not answered becomes overdue', corrections.productIsOverdue);
  it('what was put off once becomes overdue', provision.isOverdueAsPutOff);
  it('an objection is closed when the time to answer is over', corrections.productIsClosed);
});

describe('November and December', () => {
  it('a consent for two questions is used up', consents.areUsedUp);
  it('nothing is computed into a year that is not loaded', provision.stopsAtTheCalendarsEnd);
  it('forty applications, each in one state, none granted by silence', provision.everyApplicationHasOneState);
});

describe('the record of the year, with the hub stopped', () => {
  it('tells of every answer what was told, by the owners’ records', replay.everyReadIsRecorded);
  it('justifies every answer by the bundle that it names', replay.everyAnswerIsJustified);
  it('does not justify an answer that was altered and signed anew', replay.anAlteredAnswerIsFound);
});
