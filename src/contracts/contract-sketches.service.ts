import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AuditService, NOT_FOUND, ReadsService, TenantService } from '../platform';
import type { Actor, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import { ContractDraftService } from './contract-draft.service';
import type { DraftContractDto } from './contract-terms.dto';
import type { NameLeadDto } from './lead-naming.dto';
import { LeadNamingService } from './lead-naming.service';

/** What is begun and not made stays this long; whoever begins another one clears what is older. */
const KEPT_DAYS = 90;
const MOST_OPEN = 10;

/** The answers so far, by the name of the question. */
export type SketchAnswers = Readonly<Record<string, string>>;

/** A contract that somebody has begun to set up. Only the health body ever sees it. */
export interface Sketch {
  id: string;
  partnershipId: string;
  group: string;
  /** A group that has joined names its own people, and confirms for itself. */
  groupJoined: boolean;
  answers: SketchAnswers;
  /** The draft that was made of it. */
  contractId: string | null;
}

/** Who is to answer for the contract once it is drafted. */
export type SketchLead = Pick<NameLeadDto, 'contactId' | 'role' | 'fromOn'>;

const SELECT = `
  select s.id, p.id as "partnershipId", g.name as "group", g.joined_at is not null as "groupJoined", s.answers,
    s.contract_id as "contractId"
  from contract_sketch s
  join partnership p on p.health_body_id = s.health_body_id and p.group_id = s.group_id
  join organisation g on g.id = s.group_id`;

/** Contracts on their way to a draft, kept between the pages of questions for any manager of the health body. */
@Injectable()
export class ContractSketches {
  constructor(
    private readonly tenant: TenantService,
    private readonly reads: ReadsService,
    private readonly audit: AuditService,
    private readonly drafts: ContractDraftService,
    private readonly leads: LeadNamingService,
  ) {}

  /** What was begun and not made, newest first; a few. */
  open(actor: Actor): Promise<Sketch[]> {
    return this.reads.rows<Sketch>(
      actor,
      `${SELECT} where s.health_body_id = $1 and s.contract_id is null
       order by s.created_at desc limit ${String(MOST_OPEN)}`,
      [actor.organisationId],
    );
  }

  /** Throws DomainError `not-found` when there is no such sketch, or it is another health body's. */
  async one(actor: Actor, id: string): Promise<Sketch> {
    const [sketch] = await this.reads.rows<Sketch>(actor, `${SELECT} where s.health_body_id = $1 and s.id = $2`, [
      actor.organisationId,
      id,
    ]);
    if (sketch === undefined) throw new DomainError('not-found', NOT_FOUND);
    return sketch;
  }

  /** Returns the sketch's id. Throws DomainError `invalid` when there is no such partnership. */
  begin(actor: Actor, partnershipId: string): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const id = uuid();
      const begun = await tx.change(
        `insert into contract_sketch (health_body_id, group_id, id)
         select p.health_body_id, p.group_id, $3 from partnership p where p.health_body_id = $1 and p.id = $2`,
        [actor.organisationId, partnershipId, id],
      );
      if (begun === 0) {
        const detail = 'Choose one of your partnerships';
        throw new DomainError('invalid', detail, [{ pointer: '/partnershipId', detail }]);
      }
      await tx.change(
        `delete from contract_sketch where health_body_id = $1 and created_at < now() - make_interval(days => $2)`,
        [actor.organisationId, KEPT_DAYS],
      );
      await this.audit.record(tx, { action: 'contract-sketch.begun', subjectId: id });
      return id;
    });
  }

  /** Keeps further answers beside those that are there. Throws DomainError `not-found`, `conflict` once it was made. */
  async keep(actor: Actor, id: string, answers: SketchAnswers): Promise<void> {
    await this.tenant.transaction(actor, async (tx) => {
      const { contract_id } = await lock(tx, id);
      if (contract_id !== null) throw new DomainError('conflict', 'The draft was made already: change it there.');
      await tx.change('update contract_sketch set answers = answers || $3 where health_body_id = $1 and id = $2', [
        actor.organisationId,
        id,
        JSON.stringify(answers),
      ]);
      const detail = { questions: Object.keys(answers).join(',') };
      await this.audit.record(tx, { action: 'contract-sketch.answered', subjectId: id, detail });
    });
  }

  /** It is given up. Throws DomainError `not-found`. */
  async discard(actor: Actor, id: string): Promise<void> {
    await this.tenant.transaction(actor, async (tx) => {
      await lock(tx, id);
      await tx.change('delete from contract_sketch where health_body_id = $1 and id = $2', [actor.organisationId, id]);
      await this.audit.record(tx, { action: 'contract-sketch.discarded', subjectId: id });
    });
  }

  /**
   * Drafts the contract and names who answers for it, all or nothing; returns the contract's id. However often it is
   * asked, and from however many tabs, there is one draft. Throws DomainError as `ContractDraftService.draft` and
   * `LeadNamingService.name` do.
   */
  async make(
    actor: Actor,
    id: string,
    request: Omit<DraftContractDto, 'partnershipId'>,
    leads: readonly SketchLead[],
  ): Promise<string> {
    const { partnershipId } = await this.one(actor, id);
    const prepared = await this.drafts.prepare(actor, { ...request, partnershipId });
    return this.tenant.transaction(actor, async (tx) => {
      const { contract_id } = await lock(tx, id);
      if (contract_id !== null) return contract_id;
      const contractId = await this.drafts.write(tx, prepared);
      for (const lead of leads) await this.leads.nameWith(tx, { ...lead, contractId });
      await tx.change('update contract_sketch set contract_id = $3 where health_body_id = $1 and id = $2', [
        actor.organisationId,
        id,
        contractId,
      ]);
      await this.audit.record(tx, { action: 'contract-sketch.made', subjectId: id, detail: { contractId } });
      return contractId;
    });
  }
}

async function lock(tx: Tx, id: string): Promise<{ contract_id: string | null }> {
  const [sketch] = await tx.query<{ contract_id: string | null }>(
    'select contract_id from contract_sketch where health_body_id = $1 and id = $2 for update',
    [tx.actor.organisationId, id],
  );
  if (sketch === undefined) throw new DomainError('not-found', NOT_FOUND);
  return sketch;
}
