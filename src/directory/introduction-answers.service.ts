import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { BankHolidays } from '../contracts';
import { AuditService, checkVersion, Clock, NOT_FOUND, TenantService } from '../platform';
import type { Actor, Side, Tx } from '../platform';
import { calendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import { DirectoryEntries } from './directory.service';
import { assertAnswer, BANKING_DAYS_TO_ANSWER } from './introduction.rules';
import type { AnswerIntroductionDto, AskIntroductionDto } from './introductions.dto';

const OWN: Record<Side, string> = { health: 'health_body_id', group: 'group_id' };

interface LockedRow {
  health_body_id: string;
  asked_on: string;
  state: string;
  version: number;
}

/** A group asks to be introduced, and takes it back; the health body introduces it, or says why not. */
@Injectable()
export class IntroductionAnswers {
  constructor(
    private readonly tenant: TenantService,
    private readonly entries: DirectoryEntries,
    private readonly clock: Clock,
    private readonly audit: AuditService,
    private readonly holidays: BankHolidays,
  ) {}

  /** Answers the introduction's id. Throws DomainError `not-found`, or `conflict` while the group waits for the same. */
  async ask(actor: Actor, entryId: string, { why }: AskIntroductionDto): Promise<string> {
    const entry = await this.entries.one(actor, entryId);
    const calendar = await this.holidays.calendarFor(actor);
    const today = this.clock.today();
    return this.tenant.once(actor, async (tx) => {
      const [open] = await tx.query(
        `select 1 from introduction where group_id = $1 and health_body_id = $2 and entry_id = $3 and state = 'open'`,
        [actor.organisationId, entry.healthBodyId, entryId],
      );
      if (open !== undefined) {
        throw new DomainError('conflict', 'Your group has asked for this already, and the health body will answer.');
      }
      const id = uuid();
      await tx.change(
        `insert into introduction (health_body_id, group_id, id, entry_id, why, asked_on, answer_by,
           asked_account_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          ...[entry.healthBodyId, actor.organisationId, id, entryId, why],
          ...[today, calendar.plus(today, BANKING_DAYS_TO_ANSWER), accountOf(actor)],
        ],
      );
      await this.audit.record(tx, { action: 'introduction.asked', subjectId: id, detail: { entryId } });
      return id;
    });
  }

  /** Introduced to whom and when, or not and why. Throws DomainError: not-found, stale, conflict once answered, invalid. */
  answer(actor: Actor, id: string, version: number, request: AnswerIntroductionDto): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const row = await lockOpen(tx, id, version);
      const today = this.clock.today();
      assertAnswer(request, calendarDate(row.asked_on), today);
      const introduced = request.answer === 'introduced';
      await tx.change(
        `update introduction set state = $3, answered_on = $4, answered_account_id = $5, introduced_to = $6,
           introduced_on = $7, reason = $8, version = version + 1
         where health_body_id = $1 and id = $2`,
        [
          ...[row.health_body_id, id, request.answer, today, accountOf(actor)],
          ...(introduced ? [request.introducedTo, request.introducedOn ?? today] : [null, null]),
          request.reason ?? null,
        ],
      );
      await this.audit.record(tx, {
        action: 'introduction.answered',
        subjectId: id,
        detail: { answer: request.answer },
      });
      return id;
    });
  }

  /** The group no longer needs it. Throws DomainError: not-found, stale, conflict once answered. */
  withdraw(actor: Actor, id: string, version: number): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const row = await lockOpen(tx, id, version);
      await tx.change(
        `update introduction set state = 'withdrawn', answered_on = $3, answered_account_id = $4, version = version + 1
         where health_body_id = $1 and id = $2`,
        [row.health_body_id, id, this.clock.today(), accountOf(actor)],
      );
      await this.audit.record(tx, { action: 'introduction.withdrawn', subjectId: id });
      return id;
    });
  }
}

async function lockOpen(tx: Tx, id: string, version: number): Promise<LockedRow> {
  const [row] = await tx.query<LockedRow>(
    `select health_body_id, asked_on, state, version from introduction
     where id = $1 and ${OWN[tx.actor.side]} = $2`,
    [id, tx.actor.organisationId],
  );
  if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
  if (row.state !== 'open') throw new DomainError('conflict', 'This was answered already: nothing was changed.');
  checkVersion(row.version, version);
  return row;
}

function accountOf({ kind, id }: Actor): string | null {
  return kind === 'account' ? id : null;
}
