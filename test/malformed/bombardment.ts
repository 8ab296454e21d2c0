import { performance } from 'node:perf_hooks';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import fc from 'fast-check';
import { apiDocument } from '../../src/api-document';
import { ACCESS_TABLE } from '../../src/platform';
import type { Role } from '../../src/platform';
import { newSession } from '../support/credentials';
import type { Credentials } from '../support/credentials';
import type { Portfolio } from '../support/portfolio';
import type { TestDatabase } from '../support/test-database';
import { spoiltRequests } from './spoilt-requests';
import type { SpoiltRequest } from './spoilt-requests';

const LANES = 4;

/** What an answer must not be. */
export interface Complaint extends SpoiltRequest {
  status: number;
  milliseconds: number;
  body: string;
}

export interface Bombardment {
  sent: number;
  routes: number;
  statuses: Record<string, number>;
  complaints: Complaint[];
}

/** Sends so many spoilt requests by people who may use the route, and keeps what was answered badly. */
export class Bombarding {
  private readonly sessions = new Map<Role, Promise<Credentials>>();
  /** The one connection of the test takes one statement at a time. */
  private lastMade: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly app: NestFastifyApplication,
    private readonly db: TestDatabase,
    private readonly p: Portfolio,
    /** From when an answer counts as a hang: 2 seconds on a machine that does nothing else. */
    private readonly longestMilliseconds = 2_000,
  ) {}

  async send(count: number, seed: number): Promise<Bombardment> {
    const ids = [this.p.contracts, this.p.instalments, this.p.people, this.p.contacts, this.p.partnerships].flatMap(
      (named) => Object.values(named),
    );
    return this.sendAll(fc.sample(spoiltRequests(apiDocument(this.app), ids), { numRuns: count, seed }));
  }

  async sendAll(requests: readonly SpoiltRequest[]): Promise<Bombardment> {
    const result: Bombardment = { sent: 0, routes: 0, statuses: {}, complaints: [] };
    let next = 0;
    const lane = async () => {
      for (let at = next++; at < requests.length; at = next++) {
        const request = requests[at];
        if (request !== undefined) await this.one(request, at, result);
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    result.routes = new Set(requests.map(({ route }) => route)).size;
    return result;
  }

  private async one(request: SpoiltRequest, at: number, result: Bombardment): Promise<void> {
    const { method, url, headers, payload } = request;
    const began = performance.now();
    const answer = await this.app.inject({
      method: method as 'GET',
      url,
      headers: {
        ...(await this.sessionFor(request.route, at)),
        ...headers,
        ...(payload !== null && { 'content-type': 'application/json' }),
      },
      remoteAddress: `10.${String(at >> 16)}.${String((at >> 8) & 255)}.${String(at & 255)}`,
      ...(payload !== null && { payload }),
    });
    const milliseconds = performance.now() - began;
    const { statusCode: status } = answer;
    result.sent += 1;
    result.statuses[status] = (result.statuses[status] ?? 0) + 1;
    if (status >= 500 || milliseconds > this.longestMilliseconds) {
      const seen = { ...request, payload: String(payload).slice(0, 300) };
      result.complaints.push({ ...seen, status, milliseconds, body: answer.body.slice(0, 500) });
    }
  }

  /** Somebody to whom the route is open; a new one now and then, for some requests end a session. */
  private async sessionFor(route: string, at: number): Promise<Credentials> {
    const who = ACCESS_TABLE[route]?.who;
    const roles = Array.isArray(who) ? (who as Role[]) : (['partnership_manager', 'group_lead'] as const);
    const role = roles[at % roles.length] ?? 'partnership_manager';
    const kept = at % 50 < LANES ? undefined : this.sessions.get(role);
    if (kept !== undefined) return kept;
    const organisationId = role.startsWith('group_') ? this.p.groups.g1 : this.p.healthBodies.a;
    const made = this.lastMade.then(() => newSession(this.db, { role, organisationId }));
    this.lastMade = made;
    this.sessions.set(role, made);
    return made;
  }
}
