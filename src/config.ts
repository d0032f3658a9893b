import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { ConfigurationError } from './kit/configuration-error';

const environmentSchema = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(4000),
  HOST: z.string().default('127.0.0.1'),
  HUB_MODE: z.enum(['development', 'production']).default('development'),
  HUB_DATA_DIR: z.string().min(1).default('.data'),
  HUB_ENTERPRISES: z.coerce.number().int().min(1).max(1_000_000).optional(),
  HUB_SEED: z.string().min(1).optional(),
  HUB_ISSUER: z.url().optional(),
  HUB_PUBLIC_URL: z.url().optional(),
  HUB_DATABASE_URL: z.string().optional(),
  HUB_OWNER_TIMEOUT_MS: z.coerce.number().int().min(50).max(60_000).default(2000),
  HUB_WITNESS_MAX_AGE_S: z.coerce.number().int().min(1).max(86_400).default(600),
  HUB_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

export interface HubConfig {
  readonly mode: 'development' | 'production';
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  /** How many synthetic enterprises there are to be; where nothing is said, as many as there are already. */
  readonly enterprises: number | undefined;
  readonly seed: string | undefined;
  /** The outside issuer of access tokens; absent only in development, where the hub brings its own. */
  readonly issuer: string | undefined;
  readonly publicUrl: string | undefined;
  readonly ownerTimeoutMs: number;
  /** How long a record may wait for its witnesses before its owner tells nothing more. */
  readonly witnessMaxAgeMs: number;
  readonly logLevel: string;
  /** Where a database lies: `hub` or a unit's id → its URL, when it is not in the embedded cluster. */
  readonly databaseUrls: ReadonlyMap<string, string>;
  /** Private keys by a unit's id, where they were given and not made in the data directory. */
  readonly signingKeys: ReadonlyMap<string, string>;
}

/** Reads the environment once; every secret may also come as `<NAME>_FILE`. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): HubConfig {
  const values = withSecretFiles(environment);
  const parsed = environmentSchema.safeParse(values);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new ConfigurationError(`环境变量 ${issue?.path.join('.') ?? ''} 有误：${issue?.message ?? ''}`);
  }
  const settings = parsed.data;
  if (settings.HUB_MODE === 'production' && settings.HUB_ISSUER === undefined) {
    throw new ConfigurationError('生产模式需要外部签发者：请设置 HUB_ISSUER');
  }
  return Object.freeze({
    mode: settings.HUB_MODE,
    host: settings.HOST,
    port: settings.PORT,
    dataDir: resolve(settings.HUB_DATA_DIR),
    enterprises: settings.HUB_ENTERPRISES,
    seed: settings.HUB_SEED,
    issuer: settings.HUB_ISSUER,
    publicUrl: settings.HUB_PUBLIC_URL,
    ownerTimeoutMs: settings.HUB_OWNER_TIMEOUT_MS,
    witnessMaxAgeMs: settings.HUB_WITNESS_MAX_AGE_S * 1000,
    logLevel: settings.HUB_LOG_LEVEL,
    databaseUrls: databaseUrls(values),
    signingKeys: ofUnits(values, 'SIGNING_KEY'),
  });
}

function withSecretFiles(environment: NodeJS.ProcessEnv): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (value === undefined || value === '') continue;
    if (!name.endsWith('_FILE')) {
      values[name] = value;
      continue;
    }
    if (!/^(UNIT_|HUB_)/.test(name)) continue;
    if (!existsSync(value)) throw new ConfigurationError(`${name} 指向的文件不存在：${value}`);
    values[name.slice(0, -'_FILE'.length)] = readFileSync(value, 'utf8').trim();
  }
  return values;
}

function databaseUrls(values: Record<string, string>): Map<string, string> {
  const urls = ofUnits(values, 'DATABASE_URL');
  if (values['HUB_DATABASE_URL'] !== undefined) urls.set('hub', values['HUB_DATABASE_URL']);
  return urls;
}

/** `UNIT_TAX_DATABASE_URL` → `tax`: a unit is named in the environment by its code or its id. */
function ofUnits(values: Record<string, string>, what: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(values)) {
    const unit = new RegExp(`^UNIT_([A-Z0-9]+)_${what}$`).exec(name)?.[1];
    if (unit !== undefined) found.set(unit.toLowerCase(), value);
  }
  return found;
}
