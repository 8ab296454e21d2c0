import { Injectable } from '@nestjs/common';
import { QueryFailedError } from 'typeorm';
import { AuditService, Clock, Database, TenantService } from '../platform';
import type { Actor, Tx } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import { JudgingService } from './judging.service';
import type { ReadBy } from './watched-facts-reader';
import type { BodyToJudge } from './judging.service';

/** So many partnerships are held in memory at once, however many have changed. */
const PARTNERSHIPS_AT_ONCE = 100;

/** What evaluations have done. */
export interface Evaluation {
  judgedOn: CalendarDate;
  healthBodies: number;
  partnerships: number;
  appeared: number;
  changed: number;
  cleared: number;
}

type Counts = Pick<Evaluation, 'partnerships' | 'appeared' | 'changed' | 'cleared'>;

/**
 * Judges what has changed since the last time, and what the calendar has made due: a transaction for each health body,
 * in the order of their ids, in which all of it is settled or nothing.
 */
@Injectable()
export class EvaluationService {
  constructor(
    private readonly database: Database,
    private readonly tenant: TenantService,
    private readonly audit: AuditService,
    private readonly judging: JudgingService,
    private readonly clock: Clock,
  ) {}

  /** Throws DomainError `conflict` for a day before the last one that was judged: what was so then is not undone. */
  async evaluate(day: CalendarDate): Promise<Evaluation> {
    const last = await this.lastJudgedOn();
    if (last !== null && day < last) throw judgedLater(day);
    return this.run(day, true);
  }

  /** As of today, or of the last judged day where somebody has judged ahead. */
  async evaluateToday(): Promise<Evaluation> {
    return this.run(await this.today(), true);
  }

  /** Only what somebody has changed: what the calendar makes due waits for the day's own run. */
  async evaluateChanged(): Promise<Evaluation> {
    return this.run(await this.today(), false);
  }

  private async today(): Promise<CalendarDate> {
    const [today, last] = [this.clock.today(), await this.lastJudgedOn()];
    return last !== null && last > today ? last : today;
  }

  private async lastJudgedOn(): Promise<CalendarDate | null> {
    const [row] = await this.database.server<{ last: CalendarDate | null }>('select findings_last_judged_on() as last');
    return row?.last ?? null;
  }

  private async run(day: CalendarDate, alsoDue: boolean): Promise<Evaluation> {
    const bodies = await this.database.server<BodyToJudge>('select * from findings_to_judge($1, $2)', [day, alsoDue]);
    const total: Evaluation = { judgedOn: day, healthBodies: bodies.length, ...NOTHING };
    const failures: unknown[] = [];
    for (const body of bodies) {
      // What stops one health body is no reason to leave the others.
      const counts = await this.evaluateBody(body, day, alsoDue).catch((error: unknown) => {
        failures.push(error);
        return NOTHING;
      });
      add(total, counts);
    }
    if (failures.length > 0) throw failures[0];
    return total;
  }

  private async evaluateBody(body: BodyToJudge, day: CalendarDate, alsoDue: boolean): Promise<Counts> {
    const organisationId = body.health_body_id;
    const by = await this.judging.readBy(day, body);
    const actor: Actor = { kind: 'system', id: null, side: 'health', organisationId, roles: [], requestId: null };
    try {
      return await this.tenant.transaction(actor, (tx) => this.settle(tx, by, alsoDue));
    } catch (error) {
      throw error instanceof QueryFailedError && JUDGED_LATER.test(error.message) ? judgedLater(day) : error;
    }
  }

  private async settle(tx: Tx, read: ReadBy, alsoDue: boolean): Promise<Counts> {
    const taken = await tx.asServer<{ group_id: string }>('select group_id from findings_take($1, $2)', [
      read.asOf,
      alsoDue,
    ]);
    const counts = { ...NOTHING };
    if (taken.length === 0) return counts;
    const by = { ...read, thresholds: await this.judging.thresholds(tx) };
    for (let at = 0; at < taken.length; at += PARTNERSHIPS_AT_ONCE) {
      const groupIds = taken.slice(at, at + PARTNERSHIPS_AT_ONCE).map(({ group_id }) => group_id);
      const judged = await this.judging.judge(tx, groupIds, by);
      const [settled] = await tx.asServer<Omit<Counts, 'partnerships'>>('select * from findings_settle($1, $2, $3)', [
        groupIds,
        judged,
        by.asOf,
      ]);
      add(counts, { ...NOTHING, ...settled, partnerships: groupIds.length });
    }
    await tx.asServer('select findings_finish($1)', [by.asOf]);
    const { appeared, changed, cleared } = counts;
    if (appeared + changed + cleared > 0) {
      const subjectId = tx.actor.organisationId;
      const detail = { judgedOn: by.asOf, appeared, changed, cleared };
      await this.audit.record(tx, { action: 'findings.evaluated', subjectId, detail });
    }
    return counts;
  }
}

/** What findings_take raises. */
const JUDGED_LATER = /^already judged on a later day$/;

const NOTHING: Counts = { partnerships: 0, appeared: 0, changed: 0, cleared: 0 };

function add(total: Counts, { partnerships, appeared, changed, cleared }: Counts): void {
  total.partnerships += partnerships;
  total.appeared += appeared;
  total.changed += changed;
  total.cleared += cleared;
}

function judgedLater(day: CalendarDate): DomainError {
  return new DomainError(
    'conflict',
    `Findings have been judged on a later day than ${day}: choose that day or a later one. To look back, use the report.`,
  );
}
