import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { BankHolidays } from '../contracts';
import { AuditService, checkVersion, Clock, NOT_FOUND, TenantService } from '../platform';
import type { Actor, Tx } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import type { Side } from '../shared/side';
import { whyNot } from './challenge.rules';
import type { ChallengeMove, ChallengeState } from './challenge.rules';
import type { AnswerChallengeDto, EndChallengeDto, RaiseChallengeDto, TakeUpChallengeDto } from './challenges.dto';
import { KEPT, subjectSql } from './subjects';
import type { SubjectRow } from './subjects';

interface Step {
  move: ChallengeMove;
  words: string | null;
  changed?: boolean;
}

interface LockedRow {
  health_body_id: string;
  group_id: string;
  raised_by: Side;
  state: ChallengeState;
  version: number;
}

const KEPT_IDS = Object.keys(KEPT) as (keyof typeof KEPT)[];

const INSERT = `
  insert into challenge (health_body_id, group_id, id, about, fact, words, wanted, raised_by, raised_on, raised_account_id,
    answer_by, ${Object.values(KEPT).join(', ')})
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, ${KEPT_IDS.map((_id, at) => `$${String(at + 12)}`).join(', ')})`;

/** Raising a challenge, and what each side does with it. */
@Injectable()
export class ChallengeMoves {
  constructor(
    private readonly tenant: TenantService,
    private readonly holidays: BankHolidays,
    private readonly clock: Clock,
    private readonly audit: AuditService,
  ) {}

  /**
   * Answers the challenge's id. The other side has as many banking days to answer as the health body has set. Throws
   * DomainError `not-found` for what the other side does not read, too; `conflict` for a group that has not joined, which
   * could not answer; `invalid` for a fact that is missing, or out of place.
   */
  async raise(actor: Actor, request: RaiseChallengeDto): Promise<string> {
    assertFact(request);
    const { about, subjectId, fact = null, words, wanted = null } = request;
    const calendar = await this.holidays.calendarFor(actor);
    const today = this.clock.today();
    return this.tenant.once(actor, async (tx) => {
      const subject = await subjectIn(tx, request);
      const days = await daysToAnswer(tx, subject.healthBodyId);
      const id = uuid();
      await tx.query(INSERT, [
        ...[subject.healthBodyId, subject.groupId, id, about, fact, words, wanted],
        ...[actor.side, today, accountOf(actor), calendar.plus(today, days)],
        ...KEPT_IDS.map((kept) => subject[kept]),
      ]);
      await this.audit.record(tx, { action: 'challenge.raised', subjectId: id, detail: { about, aboutId: subjectId } });
      return id;
    });
  }

  /** Says what was changed, or why nothing was. Throws DomainError `not-found`, `conflict` out of turn, `stale`. */
  answer(actor: Actor, id: string, version: number, { changed, words }: AnswerChallengeDto): Promise<string> {
    return this.step(actor, id, version, { move: 'answered', words, changed });
  }

  /** The answer puts it right. Throws DomainError `not-found`, `conflict` out of turn, `stale`. */
  accept(actor: Actor, id: string, version: number, { words }: EndChallengeDto): Promise<string> {
    return this.step(actor, id, version, { move: 'accepted', words: words ?? null });
  }

  /** The answer does not put it right: the days begin anew. Throws DomainError `not-found`, `conflict`, `stale`. */
  takeUp(actor: Actor, id: string, version: number, { words }: TakeUpChallengeDto): Promise<string> {
    return this.step(actor, id, version, { move: 'taken_up', words });
  }

  /** Throws DomainError `not-found`, `conflict` for what the other side raised or what is over, `stale`. */
  withdraw(actor: Actor, id: string, version: number, { words }: EndChallengeDto): Promise<string> {
    return this.step(actor, id, version, { move: 'withdrawn', words: words ?? null });
  }

  private async step(actor: Actor, id: string, version: number, { move, words, changed }: Step): Promise<string> {
    const calendar = await this.holidays.calendarFor(actor);
    const today = this.clock.today();
    return this.tenant.once(actor, async (tx) => {
      const row = await lock(tx, id);
      checkVersion(row.version, version);
      const reason = whyNot({ state: row.state, raisedBy: row.raised_by }, actor.side, move);
      if (reason !== null) throw new DomainError('conflict', reason);
      const answerBy: CalendarDate | null =
        move === 'taken_up' ? calendar.plus(today, await daysToAnswer(tx, row.health_body_id)) : null;
      await tx.query(
        `insert into challenge_step (health_body_id, group_id, challenge_id, side, move, words, changed, answer_by,
           done_on, account_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [
          ...[row.health_body_id, row.group_id, id, actor.side, move, words, changed ?? null, answerBy],
          ...[today, accountOf(actor)],
        ],
      );
      const detail = changed === undefined ? {} : { changed };
      await this.audit.record(tx, { action: `challenge.${move.replace('_', '-')}`, subjectId: id, detail });
      return id;
    });
  }
}

function assertFact({ about, fact }: RaiseChallengeDto): void {
  if ((about === 'profile') === (fact !== undefined)) return;
  const detail =
    fact === undefined ? 'Say which fact of the profile it is.' : 'Only of a profile it is said which fact it is.';
  throw new DomainError('invalid', detail, [{ pointer: '/fact', detail }]);
}

async function subjectIn(tx: Tx, { about, subjectId }: RaiseChallengeDto): Promise<SubjectRow> {
  const { side, organisationId } = tx.actor;
  const [found] = await tx.query<SubjectRow>(subjectSql(about, side), [subjectId, organisationId]);
  if (found === undefined) throw new DomainError('not-found', NOT_FOUND);
  // A group that signs in speaks for itself.
  if (found.joined || side === 'group') return found;
  throw new DomainError('conflict', 'This group has not joined Accord, so it could not answer: ask it outside Accord.');
}

async function daysToAnswer(tx: Tx, healthBodyId: string): Promise<number> {
  const [row] = await tx.asServer<{ days: number }>('select challenge_answer_days($1) as days', [healthBodyId]);
  return row?.days ?? 0;
}

async function lock(tx: Tx, id: string): Promise<LockedRow> {
  const [row] = await tx.asServer<LockedRow>(
    'select health_body_id, group_id, raised_by, state, version from challenge_to_change($1)',
    [id],
  );
  if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
  return row;
}

function accountOf({ kind, id }: Actor): string | null {
  return kind === 'account' ? id : null;
}
