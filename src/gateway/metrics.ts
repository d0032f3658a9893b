import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { SharingExtension } from './response';

/** What is counted of the hub's work; no label ever bears an enterprise or a value. */
export interface Metrics {
  readonly registry: Registry;
  observe(consumer: string, sharing: SharingExtension, codes: readonly string[], seconds: number): void;
}

export function createMetrics(keptPlans: () => number): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'srdi_hub_' });
  const requests = new Counter({
    name: 'srdi_hub_requests_total',
    help: '请求数，按需求方与用途',
    labelNames: ['consumer', 'purpose'],
    registers: [registry],
  });
  const refusals = new Counter({
    name: 'srdi_hub_refusals_total',
    help: '拒绝与故障数，按代码',
    labelNames: ['code'],
    registers: [registry],
  });
  const duration = new Histogram({
    name: 'srdi_hub_request_seconds',
    help: '答复用时',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 2.5],
    registers: [registry],
  });
  const owners = new Counter({
    name: 'srdi_hub_owner_answers_total',
    help: '提供方答复，按状态',
    labelNames: ['unit', 'state'],
    registers: [registry],
  });
  new Gauge({
    name: 'srdi_hub_compiled_operations',
    help: '保留的已编译查询',
    registers: [registry],
    collect() {
      this.set(keptPlans());
    },
  });
  return {
    registry,
    observe(consumer, sharing, codes, seconds) {
      requests.inc({ consumer, purpose: sharing.purpose ?? 'PUBLIC' });
      duration.observe(seconds);
      for (const code of codes) refusals.inc({ code });
      for (const unit of sharing.units) owners.inc({ unit: unit.unit, state: unit.state });
    },
  };
}
