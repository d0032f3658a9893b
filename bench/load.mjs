/** One window of load on one variant, from a process of its own. */
import { createRequire } from 'node:module';
import { serveParent } from './child.mjs';
import { workloads } from './workload.mjs';

const autocannon = createRequire(import.meta.url)('autocannon');

/** So many different requests that two equal ones in flight are rare, made before the clock runs. */
const BODIES = 4000;

serveParent(async ({ url, headers, workload, usccs, seconds, connections }) => {
  const bodies = Array.from({ length: BODIES }, () => workloads[workload].body(usccs));
  const setupRequest = (request) => ({ ...request, body: bodies[Math.floor(Math.random() * BODIES)] });
  const measured = await autocannon({
    url,
    connections,
    duration: seconds,
    timeout: 30,
    requests: [{ method: 'POST', headers: { 'content-type': 'application/json', ...headers }, setupRequest }],
    verifyBody: (body) => !body.includes('"errors"'),
  });
  const failed = measured.errors + measured.non2xx + measured.mismatches;
  if (failed > 0) throw new Error(`${failed} answers of ${measured.requests.total} were not whole`);
  const { p50, p99 } = measured.latency;
  return { perSecond: measured['2xx'] / measured.duration, p50, p99 };
});
