import { createProofCheck, type ProofCheckOptions } from '../../src/identity/proof-of-possession';
import { AUDIENCE, newBinding, NOW } from './support/tokens';

const TOKEN = 'token';

async function setUp(capacity?: number) {
  const clock = { now: NOW };
  const binding = await newBinding();
  const options: ProofCheckOptions = {
    algorithms: ['ES256'],
    clockToleranceSeconds: 5,
    now: () => clock.now * 1000,
    ...(capacity === undefined ? {} : { capacity }),
  };
  const check = createProofCheck(options);
  const subject = { token: TOKEN, thumbprint: binding.thumbprint, method: 'POST', url: AUDIENCE };
  return { clock, binding, take: (proof: string) => check(proof, subject), check, subject };
}

it('a proof dated ahead cannot be shown again for as long as it would be taken', async () => {
  const { clock, binding, take } = await setUp();
  const proof = await binding.prove(TOKEN, { iat: NOW + 5 });
  await take(proof);
  for (const seconds of [1, 30, 60, 69, 70, 70.9, 71, 80]) {
    clock.now = NOW + seconds;
    await expect(take(proof)).rejects.toThrow();
  }
});

it('what is remembered is bounded: a further proof is refused until an earlier one has expired', async () => {
  const { clock, binding, take } = await setUp(2);
  const first = await binding.prove(TOKEN);
  await take(first);
  await take(await binding.prove(TOKEN));
  await expect(take(await binding.prove(TOKEN))).rejects.toThrow();
  await expect(take(first)).rejects.toThrow();
  clock.now = NOW + 75;
  await take(await binding.prove(TOKEN, { iat: clock.now }));
});

it('a proof that was refused for its address does not use up its id', async () => {
  const { binding, check, subject } = await setUp();
  const proof = await binding.prove(TOKEN);
  await expect(check(proof, { ...subject, url: 'https://hub.test/other' })).rejects.toThrow();
  await check(proof, subject);
});

it('two callers may use the same id', async () => {
  const { binding, check, subject } = await setUp();
  const other = await newBinding();
  await check(await binding.prove(TOKEN, { jti: 'same' }), subject);
  await check(await other.prove(TOKEN, { jti: 'same' }), { ...subject, thumbprint: other.thumbprint });
});

it.each(['https://HUB.test/graphql', 'https://hub.test:443/graphql', 'https://hub.test/graphql?x=1#y'])(
  'an address is the same however it is written: %s',
  async (htu) => {
    const { binding, take } = await setUp();
    await take(await binding.prove(TOKEN, { htu }));
  },
);

it('of one proof that is shown many times at once, one is taken', async () => {
  const { binding, take } = await setUp();
  const proof = await binding.prove(TOKEN);
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => take(proof)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});
