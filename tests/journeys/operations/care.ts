import { answered, codes, first, nodes, rows } from './performing';

/** What keeps an enterprise running, and what it may know itself. */
export function careJourneys(): void {
  it('Q21: what is overdue with the stewards of Taiyuan, and in the zone', async () => {
    const { enterprises } = await answered('StewardBoard');
    for (const { uscc, local } of nodes(enterprises)) {
      const { overdue } = await first(
        'city',
        `SELECT count(*)::int AS overdue FROM city_task WHERE uscc = $1 AND completed_on IS NULL
           AND due_on < (now() AT TIME ZONE 'Asia/Shanghai')::date`,
        [uscc],
      );
      expect({ uscc, overdue: local.overdueTasks }).toEqual({ uscc, overdue });
    }
    const settled = await first('zone', 'SELECT uscc, park FROM transformation_zone ORDER BY uscc LIMIT 1');
    const { enterprise } = await answered('ZoneSupport', { inZone: settled.uscc });
    expect(enterprise.zone.park).toBe(settled.park);
  });

  it('Q20: who is protected, by list and one by one', async () => {
    const protectedUsers = await rows(
      'nea',
      'SELECT uscc, orderly_use, division FROM energy WHERE protected_user ORDER BY uscc',
    );
    const { uscc, orderly_use } = protectedUsers[0];
    const { enterprise } = await answered('PowerProtectionCheck', { uscc });
    expect(enterprise.energy).toMatchObject({ orderlyUse: orderly_use, protectedUser: true });
    const { protectedPowerUsers } = await answered('PowerCurtailments');
    expect(nodes(protectedPowerUsers).map((node) => node.uscc)).toEqual(
      protectedUsers.slice(0, 10).map((row) => row.uscc),
    );
    const ofTaiyuan = await answered('PowerProtection');
    expect(nodes(ofTaiyuan.protectedPowerUsers).map((node) => node.uscc)).toEqual(
      protectedUsers
        .filter(({ division }) => division.startsWith('1401'))
        .slice(0, 10)
        .map((row) => row.uscc),
    );
  });

  it('Q20: who has a title, is strategic, and is not yet protected', async () => {
    const { screening } = await answered('PowerProtectionGap');
    const titled = await codes('smeb', `SELECT uscc FROM cultivation WHERE tier LIKE '%LITTLE_GIANT'`);
    const operating = await codes('amr', `SELECT uscc FROM registration WHERE status = 'IN_OPERATION'`);
    const strategic = await codes('ndrc', 'SELECT uscc FROM development WHERE strategic_emerging');
    const guarded = await codes('nea', 'SELECT uscc FROM energy WHERE protected_user');
    const gap = [...titled]
      .filter((uscc) => operating.has(uscc) && strategic.has(uscc) && !guarded.has(uscc))
      .sort();
    expect(screening.count).toBe(gap.length);
    expect(nodes(screening).map(({ uscc }) => uscc)).toEqual(gap.slice(0, 10));
  });

  it('Q22: what is promoted, to everybody', async () => {
    const { productCatalogue } = await answered('ProductCatalogue');
    const names = new Set((await rows('smeb', 'SELECT name FROM product_entry')).map(({ name }) => name));
    expect(nodes(productCatalogue)).not.toHaveLength(0);
    for (const { entry } of nodes(productCatalogue)) expect(names).toContain(entry.name);
  });

  it('Q24: the enterprise sees who has looked at it above', async () => {
    const { uscc } = await first(
      'hub',
      `SELECT uscc FROM consent WHERE consumer = 'LFR' AND revoked_at IS NULL AND ends_on >= current_date ORDER BY uscc LIMIT 1`,
    );
    const { enterprise } = await answered('WhoLooked', { uscc });
    expect(nodes(enterprise.accessLog)).toContainEqual(
      expect.objectContaining({ unitName: '省金融监管局', purposeName: '融资直达快车' }),
    );
  });
}
