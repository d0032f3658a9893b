import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { eraseSubject, eraseSubjects } from '../audit/erasure';
import { loadSubjectKey, replaceSubjectKey, subjectHash } from '../audit/subject';
import type { HubConfig } from '../config';
import { ConfigurationError } from '../kit/configuration-error';
import { checkUscc } from '../kit/codes/uscc';
import { inDatabase } from './reach-database';

/**
 * Erases what leads from an enterprise to the records about it, in every owner's database; the records stay, and so do
 * their proofs. With `all` the key itself goes, after which nobody can tell which enterprise any record is about.
 */
export async function eraseLinks(config: HubConfig, uscc: string | undefined, all: boolean): Promise<void> {
  if (all === (uscc !== undefined))
    throw new ConfigurationError('请给出一个统一社会信用代码，或用 --all 抹去全部企业的对应关系');
  const checked = checkUscc(uscc ?? '');
  if (!all && !checked.ok) throw new ConfigurationError(`统一社会信用代码有误：${checked.reason}`);
  const root = join(config.dataDir, 'audit');
  const units = existsSync(root) ? readdirSync(root).sort() : [];
  const unreachable: string[] = [];
  for (const id of units)
    if ((await inDatabase(config, id, () => Promise.resolve(true))) === undefined) unreachable.push(id);
  if (units.length === 0 || unreachable.length > 0)
    throw new ConfigurationError(`没有抹去：${unreachable.join('、')} 的数据库连不上，请先启动`);
  const subject = checked.ok ? subjectHash(await loadSubjectKey(config.dataDir), checked.uscc) : '';
  if (all) await replaceSubjectKey(config.dataDir);
  let rows = 0;
  for (const id of units)
    rows +=
      (await inDatabase(config, id, (database) =>
        all ? eraseSubjects(database) : eraseSubject(database, subject),
      )) ?? 0;
  process.stdout.write(
    `已抹去 ${rows} 条对应关系；留痕与证明不变${all ? '，请重启 hub 换用新的散列密钥' : ''}\n`,
  );
}
