import { loadDemo } from '../../src/exchange';
import { EvaluationService } from '../../src/findings';
import type { Role } from '../../src/platform';
import { PORTFOLIO, portfolioTemplate } from '../support/portfolio';
import type { Portfolio } from '../support/portfolio';
import { appOn } from '../support/start-app';
import type { Agent, TestApp } from '../support/start-app';
import { templateOf } from '../support/test-database';
import type { TestDatabase } from '../support/test-database';
import { Site } from './browser';
import type { Visitor, Width } from './browser';

/** A site on the small portfolio that most tests look at. */
export async function siteWithPortfolio(environment: NodeJS.ProcessEnv = {}): Promise<{ site: Site; p: Portfolio }> {
  return { site: await Site.open(environment, await portfolioTemplate()), p: PORTFOLIO };
}

/** The demo portfolio, judged, with people who can sign in. */
export class DemoSite {
  private constructor(readonly site: Site) {}

  static async open(environment: NodeJS.ProcessEnv = {}): Promise<DemoSite> {
    return new DemoSite(await Site.open(environment, await templateOf('test_demo', writeDemo)));
  }

  /** What a running server does by itself a few seconds after a change. */
  async judge(): Promise<void> {
    await judge(this.site.test);
  }

  async idOf(organisation: string): Promise<string> {
    return this.one('select id from organisation where name = $1 order by id', [organisation]);
  }

  /** The one value of a query that finds one. */
  async one(sql: string, values: unknown[] = []): Promise<string> {
    const [row] = await this.site.test.db.rows<Record<string, string>>(sql, values);
    const [value] = Object.values(row ?? {});
    if (value === undefined) throw new Error(`Nothing found: ${sql}`);
    return value;
  }

  /** Somebody new with this role, on their home page. */
  async signedIn(role: Role, organisation: string, width: Width, options = {}): Promise<Visitor> {
    return this.site.signedIn(role, await this.idOf(organisation), width, options);
  }

  /** A contract that Westmere's manager has just drafted, and the manager. */
  async draft(group: string, reference: string): Promise<{ id: string; version: number; manager: Agent }> {
    const [healthBody, groupId] = [await this.idOf(WESTMERE), await this.idOf(group)];
    const manager = await this.site.test.as('partnership_manager', healthBody);
    const partnershipId = await this.one('select id from partnership where health_body_id = $1 and group_id = $2', [
      healthBody,
      groupId,
    ]);
    const terms = {
      valuePence: 1_200_000,
      startsOn: '2027-01-01',
      endsOn: '2027-12-31',
      vatTreatment: 'outside_scope',
    };
    const answer = await manager
      .post('/api/v1/contracts')
      .send({
        partnershipId,
        reference,
        title: 'Helpline, evenings',
        instrument: 'contract_for_services',
        invoiceNeeded: false,
        ...terms,
      })
      .expect(201);
    const { id, version } = answer.body as { id: string; version: number };
    return { id, version, manager };
  }

  close(): Promise<void> {
    return this.site.close();
  }
}

export const WESTMERE = 'Westmere Integrated Care Board';

const judge = ({ app }: TestApp) => app.get(EvaluationService, { strict: false }).evaluateToday();

async function writeDemo(db: TestDatabase): Promise<void> {
  const test = await appOn({ ...db, drop: () => Promise.resolve() });
  await loadDemo(test.app, null);
  await judge(test);
  await test.close();
}
