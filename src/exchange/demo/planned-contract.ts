import { planSchedule } from '../../contracts';
import type { BankingCalendar, PlannedInstalment } from '../../contracts';
import type { CalendarDate } from '../../shared/calendar-date';
import { termOf } from './demo-day';
import type { DemoBody, DemoContract, DemoGroup } from './portfolio';

/** A contract of the demo with its dates and instalments for the day judged. */
export interface PlannedContract {
  body: DemoBody;
  group: DemoGroup;
  contract: DemoContract;
  term: { startsOn: CalendarDate; endsOn: CalendarDate };
  instalments: readonly PlannedInstalment[];
}

/** The instalments are those that the import will plan from the same terms. */
export function planContracts(
  bodies: readonly DemoBody[],
  today: CalendarDate,
  calendar: BankingCalendar,
): PlannedContract[] {
  return bodies.flatMap((body) =>
    body.groups.flatMap((group) =>
      group.contracts.map((contract) => {
        const term = termOf(contract, today, calendar);
        const { timing, rhythm } = contract.terms ?? { timing: 'in_advance', rhythm: 'monthly' };
        const valuePence = contract.pounds * 100;
        const instalments = planSchedule({ ...term, timing, rhythm, valuePence, vat: 'outside_scope' }, calendar);
        return { body, group, contract, term, instalments };
      }),
    ),
  );
}
