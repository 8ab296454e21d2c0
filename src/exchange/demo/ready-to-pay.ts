import type { INestApplicationContext } from '@nestjs/common';
import { ApprovalLimits } from '../../finance';
import { OperatorService } from '../../identity';
import { CodingsService } from '../../payments';
import { Clock, TenantService } from '../../platform';
import type { Actor } from '../../platform';
import { financialYearOf } from '../../shared/financial-year';
import { signedIn } from './accounts';
import { WESTMERE } from './westmere';

const APPROVER_LIMIT_PENCE = 25_000_00;

/** What finance needs before a first run: where each payment stands in the ledger, and who may approve how much. */
export async function makeReadyToPay(services: INestApplicationContext): Promise<void> {
  const westmere = await services.get(OperatorService, { strict: false }).actorFor(WESTMERE.name);
  await codeContracts(services, westmere);
  await namePayees(services, westmere);
  await limitApprover(services, westmere);
}

/** All that are agreed but the last, so that a run also shows what is left out and why. */
async function codeContracts(services: INestApplicationContext, westmere: Actor): Promise<void> {
  const contracts = await services
    .get(TenantService, { strict: false })
    .transaction(westmere, (tx) =>
      tx.query<{ id: string }>(
        `select id from contract where health_body_id = $1 and state = 'agreed' order by reference_key`,
        [westmere.organisationId],
      ),
    );
  const codings = services.get(CodingsService, { strict: false });
  const year = financialYearOf(services.get(Clock, { strict: false }).today());
  for (const { id } of contracts.slice(0, -1)) {
    for (const financialYear of [year, year + 1]) {
      await codings.set(westmere, id, {
        financialYear,
        costCentre: '60417',
        accountCode: '5214',
        analysisCode: 'VCSE',
      });
    }
  }
}

/** In whose name each account is: a joined group says so itself, the body that listed it for the others. */
async function namePayees(services: INestApplicationContext, westmere: Actor): Promise<void> {
  const tenant = services.get(TenantService, { strict: false });
  const groups = await tenant.transaction(westmere, (tx) =>
    tx.query<{ id: string; joined: boolean }>(
      `select g.id, g.joined_at is not null as joined from organisation g join partnership p on p.group_id = g.id
       where p.health_body_id = $1 and g.payee_name is null`,
      [westmere.organisationId],
    ),
  );
  for (const { id, joined } of groups) {
    const who: Actor = joined ? { ...westmere, side: 'group', organisationId: id } : westmere;
    await tenant.transaction(who, (tx) => tx.change('update organisation set payee_name = name where id = $1', [id]));
  }
}

async function limitApprover(services: INestApplicationContext, westmere: Actor): Promise<void> {
  const approver = await signedIn(services, 'approver@westmere.example', westmere, 'finance_approver');
  const admin = await signedIn(services, 'admin@westmere.example', westmere, 'administrator');
  await services.get(ApprovalLimits, { strict: false }).set(admin, approver.id ?? '', 0, APPROVER_LIMIT_PENCE);
}
