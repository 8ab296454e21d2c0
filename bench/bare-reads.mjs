import { createRequire } from 'node:module';
import { idOf, TODAY } from './data.mjs';

const require = createRequire(import.meta.url);
const { ContractDetailService } = require('../dist/contracts/contract-detail.service');
const { toContractDetailView } = require('../dist/contracts/contract-detail.dto');
const { BankHolidays } = require('../dist/contracts');
const { InstalmentStandings } = require('../dist/payments');
const { InstalmentsService } = require('../dist/payments/instalments.service');
const { InstalmentListQuery } = require('../dist/payments/instalments.dto');
const { toInstalmentDetailView, toInstalmentView } = require('../dist/payments/instalment-view.dto');
const { StatutoryRates } = require('../dist/payments/statutory-rates.service');

const ACTOR = { side: 'health', organisationId: idOf('body', 0), roles: ['partnership_manager'] };

/** The page that is measured: overdue payments of the largest health body. */
export const PAGE = { overdue: 'true', sort: '-dueOn', limit: '50' };

/** The product's own services say what they ask; from then on the same is asked without them. */
class Listener {
  rows(_actor, text, values = []) {
    this.heard = { text, values };
    return Promise.resolve([]);
  }
}

export async function makeReads(pool) {
  const database = { server: async (sql, values) => (await pool.query(sql, values)).rows };
  const clock = { today: () => TODAY };
  const listener = new Listener();
  const standings = new InstalmentStandings(new BankHolidays(database), new StatutoryRates(database));
  const judge = await standings.judgeOn(TODAY);
  const instalments = new InstalmentsService(listener, clock, standings);
  const heard = async (asked) => {
    await asked.catch(() => undefined);
    return listener.heard;
  };
  const contract = await heard(new ContractDetailService(listener, clock).one(ACTOR, 'id'));
  const instalment = await heard(instalments.one(ACTOR, 'id'));
  // Past the policies the tenant has to be named.
  const query = Object.assign(new InstalmentListQuery(), {
    overdue: true,
    sort: '-dueOn',
    limit: 50,
    healthBodyId: ACTOR.organisationId,
  });
  const page = await heard(instalments.list(ACTOR, query));
  const rows = async (name, { text, values }, id) => {
    const asked = id === undefined ? values : values.map((value) => (value === 'id' ? id : value));
    return (await pool.query({ name, text, values: asked })).rows;
  };
  return {
    'GET contract': async ({ id }) => toContractDetailView((await rows('contract', contract, id))[0]),
    'GET instalment': async ({ id }) => toInstalmentDetailView((await rows('instalment', instalment, id))[0], judge),
    'GET page': async () => {
      const found = await rows('page', page);
      return { items: found.slice(0, 50).map((row) => toInstalmentView(row, judge)), next: found[49]?.id ?? null };
    },
  };
}
