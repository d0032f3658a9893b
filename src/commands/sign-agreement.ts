import { z } from 'zod';
import type { HubConfig } from '../config';
import { ConfigurationError } from '../kit/configuration-error';
import { requestToken } from '../identity/request-token';
import { signingKeyOf } from '../identity/signing-keys';
import { SHARING_PURPOSE } from '../kit/purposes';
import { signText } from './seed-agreements';

export interface SigningWish {
  readonly unit: string;
  /** Official: `clerk`, `approver` or `main`. */
  readonly system: string;
}

/** Signs an agreement with a unit's key of development and hands the signature in, as the unit's own system would. */
export async function signAgreement(
  config: HubConfig,
  no: string,
  { unit: name, system }: SigningWish,
): Promise<void> {
  if (config.mode === 'production')
    throw new ConfigurationError('生产模式没有开发密钥：请由单位自己的系统签署后调用 signAgreement');
  const unit = name.toUpperCase();
  const url = config.publicUrl ?? `http://${config.host}:${config.port}`;
  const key = await signingKeyOf(config.dataDir, unit);
  if (key === undefined)
    throw new ConfigurationError(
      `数据目录 ${config.dataDir} 里没有 ${unit} 的签名密钥：请核对单位与 HUB_DATA_DIR`,
    );
  const { token } = await requestToken(
    { unit, system, purpose: SHARING_PURPOSE },
    { dataDir: config.dataDir, issuerUrl: url },
  );
  const [agreement] = (await ask(url, token, READ, { no })).agreements ?? [];
  if (agreement === undefined) throw new ConfigurationError(`没有协议 ${no}，或与 ${unit} 无关`);
  const signature = signText(key, agreement.textToSign);
  await ask(url, token, SIGN, { key: `sign-${no}-${unit}`, no, signature });
  const [signed] = (await ask(url, token, READ, { no })).agreements ?? [];
  process.stdout.write(`${no} ${signed?.state ?? ''}\n`);
}

const READ = 'query ($no: ID!) { agreements(no: $no) { textToSign state } }';
const SIGN = `mutation ($key: ID!, $no: ID!, $signature: String!) {
  signAgreement(key: $key, input: { no: $no, signature: $signature }) { receipt }
}`;

const answerSchema = z.object({
  data: z
    .object({ agreements: z.array(z.object({ textToSign: z.string(), state: z.string() })).nullish() })
    .nullish(),
  errors: z.array(z.object({ message: z.string() })).default([]),
});

type Told = NonNullable<z.infer<typeof answerSchema>['data']>;

async function ask(url: string, token: string, query: string, variables: object): Promise<Told> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const answer = answerSchema.parse(await response.json());
  const [error] = answer.errors;
  if (error !== undefined) throw new ConfigurationError(error.message);
  return answer.data ?? {};
}
