import { timingSafeEqual } from 'node:crypto';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Figures for an operator's monitoring: by route and status, never by person or organisation. */
export class Metrics {
  readonly registry = new Registry();
  private readonly durations = new Histogram({
    name: 'accord_http_request_seconds',
    help: 'How long requests took, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [this.registry],
  });

  constructor(private readonly token: string | null) {
    collectDefaultMetrics({ register: this.registry });
  }

  observe(method: string, route: string, status: number, seconds: number): void {
    this.durations.observe({ method, route, status }, seconds);
  }

  watch(name: string, help: string, read: () => Promise<number>): void {
    new Gauge({ name, help, registers: [this.registry], collect: gaugeFrom(read) });
  }

  /** Without a token in the settings nobody may see the figures. */
  mayBeSeenBy(authorization: string | undefined): boolean {
    if (this.token === null || authorization === undefined) return false;
    const given = Buffer.from(authorization);
    const wanted = Buffer.from(`Bearer ${this.token}`);
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  }
}

function gaugeFrom(read: () => Promise<number>) {
  return async function collect(this: Gauge): Promise<void> {
    this.set(await read());
  };
}
