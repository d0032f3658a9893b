import type { HubConfig } from '../config';
import { ConfigurationError } from '../kit/configuration-error';
import { requestToken, type TokenWish } from '../identity/request-token';

/** Prints the token and nothing else, so that a shell can take it. */
export async function printToken(config: HubConfig, wish: TokenWish): Promise<void> {
  if (config.mode === 'production')
    throw new ConfigurationError('生产模式没有开发签发者：请向外部签发者申请令牌');
  const issuerUrl = config.publicUrl ?? `http://${config.host}:${config.port}`;
  const { token } = await requestToken(wish, { dataDir: config.dataDir, issuerUrl });
  process.stdout.write(`${token}\n`);
}
