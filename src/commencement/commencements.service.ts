import { Injectable } from '@nestjs/common';
import { AuditService, checkVersion, Clock, NOT_FOUND, ReadsService, TenantService } from '../platform';
import type { Actor, Side, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import { asVersion, toCommencementView } from './commencement.dto';
import type { CommencementDto, CommencementVersionView, CommencementView, ToldOutsideDto } from './commencement.dto';
import { whyNotConfirmed } from './commencement.rules';

const OWN: Record<Side, string> = { health: 'health_body_id', group: 'group_id' };

const COLUMNS = `k.number, k.proposed_by as "proposedBy", k.proposed_on as "proposedOn", k.channel,
  k.contact_every_days as "contactEveryDays", k.ways, k.health_availability as "healthAvailability",
  k.group_availability as "groupAvailability", k.deadlines, array_to_json(k.reviews) as reviews,
  k.health_confirmed_on as "healthConfirmedOn", coalesce(k.group_confirmed_on, k.group_told_on) as "groupConfirmedOn",
  k.told_how as "toldHow", k.evidence, k.agreed_on as "agreedOn"`;

interface HeldContract {
  id: string;
  health_body_id: string;
  group_id: string;
  state: string;
}

/** How the two sides of a contract agreed to work together, in versions that both confirm. */
@Injectable()
export class Commencements {
  constructor(
    private readonly tenant: TenantService,
    private readonly reads: ReadsService,
    private readonly clock: Clock,
    private readonly audit: AuditService,
  ) {}

  /** Throws DomainError `not-found` when there is no such contract, or it is another tenant's. */
  async of(actor: Actor, contractId: string): Promise<CommencementView> {
    const own = OWN[actor.side];
    const values = [contractId, actor.organisationId];
    const [contract] = await this.reads.rows(actor, `select 1 from contract where id = $1 and ${own} = $2`, values);
    if (contract === undefined) throw new DomainError('not-found', NOT_FOUND);
    const versions = await this.reads.rows<CommencementVersionView>(
      actor,
      `select ${COLUMNS} from commencement k where k.contract_id = $1 and k.${own} = $2 order by k.number desc`,
      values,
    );
    return toCommencementView(contractId, versions);
  }

  /**
   * A new version, confirmed by the actor's side by that; what was agreed holds until the other side confirms this one.
   * `seen` is the number of the newest version that the actor has read, 0 for none. Throws DomainError `not-found`,
   * `conflict` for a contract that is over, `stale` when somebody proposed another meanwhile.
   */
  propose(actor: Actor, contractId: string, seen: number, request: CommencementDto): Promise<string> {
    return this.tenant.once(actor, (tx) => this.proposeIn(tx, contractId, seen, request));
  }

  /** The same inside the transaction of a use case that agrees more. */
  async proposeIn(tx: Tx, contractId: string, seen: number, request: CommencementDto): Promise<string> {
    const contract = await hold(tx, contractId);
    if (!['draft', 'agreed', 'suspended'].includes(contract.state)) {
      throw new DomainError('conflict', `This contract is ${contract.state}: there is nothing to agree any more.`);
    }
    checkVersion((await newestOf(tx, contract))?.number ?? 0, seen);
    const { side } = tx.actor;
    await tx.change(
      `insert into commencement (health_body_id, group_id, contract_id, proposed_by, proposed_on, channel,
         contact_every_days, ways, health_availability, group_availability, deadlines, reviews, ${side}_confirmed_on,
         ${side}_account_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $5, $13)`,
      [
        ...keyOf(contract),
        side,
        this.clock.today(),
        request.channel,
        request.contactEveryDays,
        request.ways,
        request.healthAvailability,
        request.groupAvailability,
        JSON.stringify(request.deadlines),
        [...request.reviews].sort(),
        accountOf(tx.actor),
      ],
    );
    const detail = { number: seen + 1, side, contactEveryDays: request.contactEveryDays };
    await this.audit.record(tx, { action: 'commencement.proposed', subjectId: contractId, detail });
    return contractId;
  }

  /** Confirms the newest version for the actor's own side. Throws DomainError `not-found`, `conflict`. */
  confirm(actor: Actor, contractId: string, number: number): Promise<string> {
    return this.tenant.once(actor, (tx) => this.confirmIn(tx, contractId, number));
  }

  /** The same inside the transaction of a use case that agrees more. */
  async confirmIn(tx: Tx, contractId: string, number: number): Promise<string> {
    const { side } = tx.actor;
    const contract = await this.toConfirm(tx, contractId, number, side);
    await tx.change(
      `update commencement set ${side}_confirmed_on = $5, ${side}_account_id = $6
       where health_body_id = $1 and group_id = $2 and contract_id = $3 and number = $4`,
      [...keyOf(contract), number, this.clock.today(), accountOf(tx.actor)],
    );
    const detail = { number, side, how: 'in_accord' };
    await this.audit.record(tx, { action: 'commencement.confirmed', subjectId: contractId, detail });
    return contractId;
  }

  /** The newest version, with the contract held. Throws DomainError `not-found`. */
  async newestIn(tx: Tx, contractId: string): Promise<CommencementVersionView | null> {
    return newestOf(tx, await hold(tx, contractId));
  }

  /** What a group that has not joined said outside Accord. Throws as `confirm`, and `conflict` once it has joined. */
  confirmedOutside(actor: Actor, contractId: string, number: number, told: ToldOutsideDto): Promise<string> {
    if (told.confirmedOn > this.clock.today()) {
      const detail = 'confirmedOn must not be after today.';
      throw new DomainError('invalid', detail, [{ pointer: '/confirmedOn', detail }]);
    }
    return this.tenant.once(actor, async (tx) => {
      const contract = await this.toConfirm(tx, contractId, number, 'group');
      const joined = await tx.query('select 1 from organisation where id = $1 and joined_at is not null', [
        contract.group_id,
      ]);
      if (joined.length > 0) {
        throw new DomainError(
          'conflict',
          'The group has joined Accord and confirms there itself: nothing was changed.',
        );
      }
      await tx.change(
        `update commencement set group_told_on = $5, told_how = $6, evidence = $7
         where health_body_id = $1 and group_id = $2 and contract_id = $3 and number = $4`,
        [...keyOf(contract), number, told.confirmedOn, told.how, told.evidence],
      );
      const detail = { number, side: 'group', how: 'outside_accord' };
      await this.audit.record(tx, { action: 'commencement.confirmed', subjectId: contractId, detail });
      return contractId;
    });
  }

  private async toConfirm(tx: Tx, contractId: string, number: number, side: Side): Promise<HeldContract> {
    const contract = await hold(tx, contractId);
    const newest = await newestOf(tx, contract);
    const problem = whyNotConfirmed(newest === null ? null : asVersion(newest), number, side);
    if (problem !== null) throw new DomainError('conflict', problem);
    checkVersion(newest?.number ?? 0, number);
    return contract;
  }
}

/** With the contract held, what the two sides do happens one after the other. */
async function hold(tx: Tx, id: string): Promise<HeldContract> {
  const [contract] = await tx.asServer<HeldContract>('select * from contract_to_change($1)', [id]);
  if (contract === undefined) throw new DomainError('not-found', NOT_FOUND);
  return contract;
}

async function newestOf(tx: Tx, contract: HeldContract): Promise<CommencementVersionView | null> {
  const [newest] = await tx.query<CommencementVersionView>(
    `select ${COLUMNS} from commencement k
     where k.health_body_id = $1 and k.group_id = $2 and k.contract_id = $3 order by k.number desc limit 1`,
    keyOf(contract),
  );
  return newest ?? null;
}

function keyOf({ health_body_id, group_id, id }: HeldContract): [string, string, string] {
  return [health_body_id, group_id, id];
}

function accountOf(actor: Actor): string | null {
  return actor.kind === 'account' ? actor.id : null;
}
