import { Injectable } from '@nestjs/common';
import { BankHolidays, ReadinessService } from '../contracts';
import type { ContractToAgree } from '../contracts';
import type { Tx } from '../platform';
import { SettingsOfBody } from '../settings';
import type { CalendarDate } from '../shared/calendar-date';
import { settlementOf } from './settlement';
import type { HeldRow, Settlement } from './settlement';
import { judgeWatched } from './watched.rules';
import { readWatchedFacts } from './watched-facts-reader';
import type { ReadBy } from './watched-facts-reader';
import { WATCH_THRESHOLDS, type WatchThresholds } from './watching';

/** A health body that has something to judge. */
export interface BodyToJudge {
  health_body_id: string;
  /** Whether it has holidays besides the server's. */
  own_holidays: boolean;
}

/** Reads what is known of partnerships, judges it, and says what has changed since the last time. */
@Injectable()
export class JudgingService {
  constructor(
    private readonly bankHolidays: BankHolidays,
    private readonly readiness: ReadinessService,
    private readonly settings: SettingsOfBody,
  ) {}

  /** It has a connection of its own, so call it before the transaction is opened. */
  async readBy(asOf: CalendarDate, { health_body_id, own_holidays }: BodyToJudge): Promise<ReadBy> {
    const calendar = await this.bankHolidays.calendar(own_holidays ? health_body_id : undefined);
    return { asOf, calendar, unmetChecks: (tx, groupIds) => this.unmetChecks(tx, groupIds) };
  }

  /** As the health body of the transaction has set them. */
  async thresholds(tx: Tx): Promise<WatchThresholds> {
    const own = await this.settings.of(tx);
    return {
      ...WATCH_THRESHOLDS,
      seriousFromDays: own.overdueSeriousFromDays,
      criticalFromDays: own.overdueCriticalFromDays,
      repeatLateCount: own.repeatLateCount,
      leavingWithinDays: own.leavingWithinDays,
      sharePercent: own.contactSharePercent,
      leastEngagements: own.leastEngagements,
      youngUnderDays: own.youngUnderDays,
      staleLeadDays: own.staleLeadDays,
      cliffMonths: own.fundingCliffMonths,
      lateCaseReplyDays: own.lateCaseReplyDays,
      mentorWithinDays: own.mentorWithinDays,
    };
  }

  async judge(tx: Tx, groupIds: readonly string[], by: ReadBy & { thresholds: WatchThresholds }): Promise<Settlement> {
    const facts = await readWatchedFacts(tx, groupIds, by);
    const held = await tx.asServer<HeldRow>('select * from findings_held($1)', [groupIds]);
    const judged = [...facts].map(([groupId, known]) => ({
      groupId,
      facts: known,
      judgement: judgeWatched(known, by.asOf, by.thresholds),
    }));
    return settlementOf(judged, held, by.asOf, by.thresholds);
  }

  /** Contracts that were agreed with a gap are few; whether it is still there, the checks themselves know. */
  private async unmetChecks(tx: Tx, groupIds: readonly string[]): Promise<Map<string, string[]>> {
    const contracts = await tx.query<ContractToAgree & { accepted: string[] }>(
      `select contract_id as id, health_body_id as "healthBodyId", group_id as "groupId", array_agg(check_name) as accepted
       from contract_readiness_gap where group_id = any ($1) group by contract_id, health_body_id, group_id`,
      [groupIds],
    );
    const unmet = new Map<string, string[]>();
    for (const { accepted, ...contract } of contracts) {
      const checks = await this.readiness.checksIn(tx, contract);
      const missing = checks.filter(({ check, met }) => !met && accepted.includes(check)).map(({ check }) => check);
      unmet.set(contract.id, missing);
    }
    return unmet;
  }
}
