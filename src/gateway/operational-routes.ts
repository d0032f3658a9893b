import type { FastifyInstance } from 'fastify';
import type { UnitRecord } from '../audit/unit-record';
import type { Reading } from '../kit/owner';
import type { Metrics } from './metrics';
import type { Hub } from './hub';

export interface Readiness {
  readonly unit: string;
  readonly database: 'up' | 'down';
  readonly record: 'writable' | 'refusing';
}

/** Liveness, readiness per unit, and Prometheus figures. */
export function operationalRoutes(hub: Hub, metrics: Metrics, isDraining: () => boolean) {
  return (server: FastifyInstance): void => {
    server.get('/health', () => ({ status: 'ok' }));
    server.get('/readyz', async (_request, reply) => {
      const units = await Promise.all([...hub.units.values()].map(readiness));
      const hubDatabase = await isUp(hub.hubReading.pool);
      const isReady =
        hubDatabase &&
        !isDraining() &&
        units.every((unit) => unit.database === 'up' && unit.record === 'writable');
      return reply.code(isReady ? 200 : 503).send({
        ready: isReady,
        draining: isDraining(),
        hub: hubDatabase ? 'up' : 'down',
        bundle: hub.rights.bundle().hash,
        units,
      });
    });
    server.get('/metrics', async (_request, reply) =>
      reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
    );
  };
}

async function readiness(unit: {
  readonly code: string;
  readonly pool: Reading['pool'];
  readonly record: Pick<UnitRecord, 'isWritable'>;
}): Promise<Readiness> {
  return {
    unit: unit.code,
    database: (await isUp(unit.pool)) ? 'up' : 'down',
    record: (await unit.record.isWritable()) ? 'writable' : 'refusing',
  };
}

async function isUp(pool: Reading['pool']): Promise<boolean> {
  try {
    await pool.query('SELECT 1');
    return true;
  } catch {
    return false;
  }
}
