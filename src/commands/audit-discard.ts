import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readCarriedPosition } from '../audit/carry';
import { lastCheckpoint } from '../audit/checkpoint-file';
import { discard, planDiscard, type DiscardPlan } from '../audit/discard';
import type { LevelOf } from '../audit/retention';
import { loadSigner } from '../audit/signing-keys';
import type { HubConfig } from '../config';
import { ConfigurationError } from '../kit/configuration-error';
import { readBundle } from '../policy/bundle-file';
import { inDatabase } from './reach-database';

/** Removes what no law asks to be kept any longer, in whole segments; with `dry` only says what would go. */
export async function discardRecords(
  config: HubConfig,
  unit: string | undefined,
  dry: boolean,
): Promise<void> {
  const root = join(config.dataDir, 'audit');
  const units = existsSync(root) ? readdirSync(root).sort() : [];
  const chosen = unit === undefined ? units : units.filter((id) => id === unit.toLowerCase());
  if (chosen.length === 0)
    throw new ConfigurationError(`没有留痕日志：${unit === undefined ? root : `可选 ${units.join('、')}`}`);
  for (const id of chosen) {
    const directory = join(root, id);
    const plan = await inDatabase(config, id, async (database) => {
      const { sequence } = await readCarriedPosition(database, id);
      const upTo = Math.min(sequence, (await lastCheckpoint(directory))?.size ?? 0);
      const found = await planDiscard(directory, { levelOf: levels(config.dataDir), now: Date.now(), upTo });
      if (dry || found.size === 0) return found;
      const signer = await loadSigner(config.dataDir, id, config.signingKeys.get(id));
      await discard(directory, found, { unit: id, signer, database, time: new Date().toISOString() });
      return found;
    });
    process.stdout.write(`${id}：${plan === undefined ? '数据库连不上，没有删除' : tell(plan, dry)}\n`);
    if (plan === undefined) process.exitCode = 1;
  }
}

function tell({ segments, size, newest, stays }: DiscardPlan, dry: boolean): string {
  const gone =
    size === 0
      ? '没有到期的分段'
      : `${dry ? '可删除' : '已删除'} ${segments.length} 个分段，到序号 ${size}（${newest}）`;
  if (stays === undefined) return gone;
  const { segment, until, rule } = stays;
  return `${gone}；${segment} 应保存到 ${until.slice(0, 10)}（${rule.zh}，${rule.basis}）`;
}

/** The level that a field had under the bundle that decided. */
function levels(dataDir: string): LevelOf {
  const bundles = new Map<string, ReturnType<typeof readBundle>>();
  return (hash, field) => {
    const bundle = bundles.get(hash) ?? readBundle(dataDir, hash);
    bundles.set(hash, bundle);
    return 'fault' in bundle ? undefined : bundle.policies.get(field)?.level;
  };
}
