import { Injectable } from '@nestjs/common';
import { ReadsService } from '../../platform';
import type { Actor } from '../../platform';
import { SettingsOfBody } from '../../settings';
import { addMonths, type CalendarDate } from '../../shared/calendar-date';
import { drawShare } from '../pictures/share-bar.rules';

const MOST_PEOPLE = 6;

/** One person's part of a year's contact. */
export interface Share {
  name: string;
  count: number;
  percent: number;
  overLimit: boolean;
  /** SVG of our own making, without anybody's text. */
  bar: string;
}

export interface Shares {
  total: number;
  /** From this share on a relationship rests on one person: the health body's own setting. */
  limitPercent: number;
  health: Share[];
}

const SHARES = `
  with year as materialized (
    select e.health_contact_id from engagement e
    where e.health_body_id = $1 and e.group_id = $2 and e.happened_on between $3::date and $4::date)
  select coalesce(k.name, k.email) as name, count(*) as count, (select count(*) from year) as total
  from year y join contact k on k.health_body_id = $1 and k.id = y.health_contact_id
  group by k.id, k.name, k.email
  order by count(*) desc, 1 limit ${String(MOST_PEOPLE)}`;

/** Who of the health body had the contact of the last year with a group. */
@Injectable()
export class SharesService {
  constructor(
    private readonly reads: ReadsService,
    private readonly settings: SettingsOfBody,
  ) {}

  async of(actor: Actor, groupId: string, today: CalendarDate): Promise<Shares> {
    const values = [actor.organisationId, groupId, addMonths(today, -12), today];
    const [rows, { settings }] = await Promise.all([
      this.reads.rows<{ name: string; count: string; total: string }>(actor, SHARES, values),
      this.settings.now(actor),
    ]);
    const [total, limitPercent] = [Number(rows[0]?.total ?? 0), settings.contactSharePercent];
    const shares = rows.map(({ name, count }) => shareOf(name, { count: Number(count), total, limitPercent }));
    return { total, limitPercent, health: shares };
  }
}

function shareOf(
  name: string,
  { count, total, limitPercent }: { count: number; total: number; limitPercent: number },
): Share {
  const percent = Math.round((count * 100) / total);
  return { name, count, percent, overLimit: percent >= limitPercent, bar: drawShare(percent, limitPercent) };
}
