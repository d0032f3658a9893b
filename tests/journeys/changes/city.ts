import { codesOf, type Answer } from '../../support/ask';
import { codes, make, UNKNOWN, type Attempt } from './making';

export function cityChanges(): void {
  const inCity = (prefix: string): Promise<string[]> =>
    codes('city', `SELECT uscc FROM local_support WHERE division LIKE '${prefix}%' ORDER BY uscc`);
  const task = (uscc: string, changed: object = {}): Attempt => ({
    unit: 'CITY',
    system: 'taiyuan',
    change: 'openTask',
    type: 'TaskInput',
    input: {
      uscc,
      category: 'POWER',
      subject: '增容（测试）',
      responsibleUnit: 'NEA',
      dueOn: '2099-01-01',
      ...changed,
    },
    read: 'local { tasks { no subject status } }',
  });
  const claim = (no: string, system = 'taiyuan'): Attempt => ({
    unit: 'CITY',
    system,
    change: 'claimTask',
    type: 'TaskClaimInput',
    input: { no },
    read: 'local { tasks { no status } }',
  });
  const complete = (no: string, completedOn: string): Attempt => ({
    unit: 'CITY',
    system: 'taiyuan',
    change: 'completeTask',
    type: 'TaskCompletionInput',
    input: { no, completedOn },
    read: 'local { tasks { no status } }',
  });
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

  it('opens, claims and completes a task of its own enterprises, each once', async () => {
    const [uscc = ''] = await inCity('1401');
    const opened = await make(task(uscc));
    const no: string = opened.data.openTask.no;
    expect(opened.data.openTask.enterprise.local.tasks).toContainEqual({
      no,
      subject: '增容（测试）',
      status: 'WAITING',
    });
    expect(codesOf(await make(complete(no, today)))).toEqual(['BAD_USER_INPUT']);
    const claims = await Promise.all(Array.from({ length: 5 }, () => make(claim(no))));
    expect(claims.filter(({ data }) => data.claimTask !== null)).toHaveLength(1);
    expect(codesOf(await make(complete(no, '2099-01-01')))).toEqual(['BAD_USER_INPUT']);
    const done = await make(complete(no, today));
    expect(done.data.completeTask.enterprise.local.tasks).toContainEqual({ no, status: 'COMPLETED' });
    expect(codesOf(await make(claim(no)))).toEqual(['BAD_USER_INPUT']);
    expect(codesOf(await make(task(uscc, { responsibleUnit: 'NOBODY' })))).toEqual(['BAD_USER_INPUT']);
    expect(codesOf(await make(task(uscc, { dueOn: '2020-01-01' })))).toEqual(['BAD_USER_INPUT']);
  });

  it('finds another city’s task and enterprise no more than one that does not exist', async () => {
    const [elsewhere = ''] = await inCity('1402');
    const [own = ''] = await inCity('1401');
    const opened = await make(task(own));
    const words = (answer: Answer): unknown =>
      answer.errors.map(({ message, extensions }) => [message, extensions]);
    const foreign = await make(claim(opened.data.openTask.no, 'datong'));
    expect(codesOf(foreign)).toEqual(['UNKNOWN_SUBJECT']);
    expect(words(foreign)).toEqual(words(await make(claim('999999999', 'datong'))));
    const outside = await make(task(elsewhere));
    expect(codesOf(outside)).toEqual(['UNKNOWN_SUBJECT']);
    expect(words(outside)).toEqual(words(await make(task(UNKNOWN))));
  });

  it('does nothing without a division', async () => {
    const [uscc = ''] = await inCity('1401');
    expect(codesOf(await make({ ...task(uscc), system: 'main' }))).toEqual(['DENIED_SCOPE']);
  });

  it('keeps its keys apart from another city’s', async () => {
    const [own = ''] = await inCity('1401');
    const [elsewhere = ''] = await inCity('1402');
    const one = await make({ ...task(own), key: 'task-1' });
    const other = await make({ ...task(elsewhere), key: 'task-1', system: 'datong' });
    expect([one.data.openTask.repeated, other.data.openTask.repeated]).toEqual([false, false]);
  });
}
