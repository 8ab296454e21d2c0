import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AuditService, Clock, TenantService } from '../platform';
import type { Actor } from '../platform';
import type { SayArrivalDto } from './group-words.dto';
import { assertDayCame } from './instalment-life.rules';
import { paymentOfGroup } from './instalment-lock';
import { LateCaseWritesService } from './late-case-writes.service';

const INSERT = `
  insert into arrival_statement (health_body_id, group_id, contract_id, instalment_id, id, said, about_on, note)
  values ($1, $2, $3, $4, $5, $6, $7, $8)`;

/** A group's own word on whether a payment arrived. The ledger stays what it is: it is the health body's to answer. */
@Injectable()
export class ArrivalsService {
  constructor(
    private readonly tenant: TenantService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
    private readonly cases: LateCaseWritesService,
  ) {}

  /**
   * Answers the statement's id. Throws DomainError: `invalid` for a day that has not come, `conflict` where the payment
   * was cancelled or its contract does not count, `not-found`.
   */
  say(actor: Actor, instalmentId: string, { said, aboutOn, note = null }: SayArrivalDto): Promise<string> {
    const today = this.clock.today();
    assertDayCame('aboutOn', aboutOn, today);
    return this.tenant.once(actor, async (tx) => {
      const { healthBodyId, contractId } = await paymentOfGroup(tx, instalmentId, today);
      const id = uuid();
      const keys = [healthBodyId, actor.organisationId, contractId, instalmentId, id];
      await tx.query(INSERT, [...keys, said, aboutOn, note]);
      const detail = { statementId: id, said, aboutOn };
      await this.audit.record(tx, { action: 'instalment.arrival-said', subjectId: instalmentId, detail });
      await this.cases.follow(tx, instalmentId, said, note);
      return id;
    });
  }
}
