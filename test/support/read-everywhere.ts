import { v7 as uuid } from 'uuid';
import { ACCESS_TABLE, GROUP_ROLES, HEALTH_ROLES, ROLES } from '../../src/platform';
import type { AccessEntry, Role } from '../../src/platform';
import { newSession } from './credentials';
import type { Credentials } from './credentials';
import type { Portfolio } from './portfolio';
import type { TestApp } from './start-app';
import { IDS_OF } from './subjects';

export interface Reader {
  role: Role;
  organisationId: string;
  credentials: Credentials;
}

const GETS = Object.keys(ACCESS_TABLE).filter((route) => route.startsWith('GET '));

/** Reads all that there is to read, as everybody: by every route of the access table, so that a later one is asked too. */
export class ReadEverywhere {
  private calls = 0;

  constructor(
    private readonly test: TestApp,
    private readonly p: Portfolio,
  ) {}

  /** Every role of a health body and of a group that work together, and a manager of another. */
  async readers(): Promise<Reader[]> {
    const { healthBodies, groups } = this.p;
    const places = [
      ...HEALTH_ROLES.map((role) => ({ role, organisationId: healthBodies.a })),
      ...GROUP_ROLES.map((role) => ({ role, organisationId: groups.g1 })),
      { role: 'partnership_manager' as const, organisationId: healthBodies.b },
    ];
    const all: Reader[] = [];
    for (const place of places) all.push({ ...place, credentials: await newSession(this.test.db, place) });
    return all;
  }

  /** Shows each text that anybody reads to `see`, with who reads it and where. */
  async all(
    see: (text: string, reader: Reader, route: string) => void,
    routes: readonly string[] = GETS,
    roles: readonly Role[] = ROLES,
  ): Promise<void> {
    const all = (await this.readers()).filter(({ role }) => roles.includes(role));
    for (const [route, reader] of routes.flatMap((one) => all.map((who) => [one, who] as const))) {
      const entry = ACCESS_TABLE[route] ?? { who: 'anyone' };
      if (typeof entry.who !== 'string' && !entry.who.includes(reader.role)) continue;
      for (const url of await this.addresses(route.slice('GET '.length), entry, reader)) {
        see(await this.fetched(url, reader.credentials), reader, route);
      }
    }
  }

  /** Every address behind a route of the table, for the records that this reader's organisation has. */
  private async addresses(path: string, { one, list }: AccessEntry, { organisationId }: Reader): Promise<string[]> {
    const subject = one ?? list;
    const found =
      subject === undefined ? [] : await this.test.db.rows<{ id: string }>(IDS_OF[subject], [organisationId]);
    const ids = one === undefined ? [uuid()] : found.map(({ id }) => id);
    const files = path.includes(':file') ? ['contracts', 'payments', 'contacts'] : [''];
    const base = ids.flatMap((id) =>
      files.map((file) => path.replace(':org', organisationId).replace(':id', id).replace(':file', file)),
    );
    return base.map((url) => (list === undefined ? url : `${url}?limit=5`)).map((url) => url.replace(/:\w+/g, uuid()));
  }

  private async fetched(url: string, credentials: Credentials): Promise<string> {
    this.calls += 1;
    const remoteAddress = `10.9.${String(this.calls >> 8)}.${String(this.calls & 255)}`;
    const { body } = await this.test.app.inject({ method: 'GET', url, headers: credentials, remoteAddress });
    const next =
      url.includes('limit=') && body.startsWith('{') ? (JSON.parse(body) as { next?: string | null }).next : null;
    if (typeof next !== 'string') return body;
    return body + (await this.fetched(`${url.replace(/&cursor=.*/, '')}&cursor=${next}`, credentials));
  }
}
