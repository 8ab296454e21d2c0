import type { BankingCalendar, PlannedInstalment } from '../../contracts';
import { addDays } from '../../shared/calendar-date';
import type { CalendarDate } from '../../shared/calendar-date';
import { earlier } from './demo-day';
import type { PlannedContract } from './planned-contract';
import type { Trouble } from './portfolio';
import type { Row } from './row';

/** How far a payment report looks ahead for what must be sent, in banking days. */
const SENT_SOON = 5;

/** What has been received under a contract by the day judged, oldest first. */
export function paymentRows(
  planned: PlannedContract,
  today: CalendarDate,
  calendar: BankingCalendar,
): Row<'payments'>[] {
  const { instalments, contract } = planned;
  const fallenDue = instalments.filter(({ dueOn }) => dueOn <= today);
  const sentSoon = calendar.horizon(today, SENT_SOON);
  const early = instalments.filter(({ dueOn, sendByOn }) => dueOn > today && sendByOn <= sentSoon);
  const paid = fallenDue.flatMap((instalment, index) => {
    const trouble = contract.trouble?.[fallenDue.length - index];
    return trouble === undefined ? inTime(instalment, today, calendar) : withTrouble(instalment, trouble, calendar);
  });
  const ahead = contract.notSentYet === true ? [] : early.map((instalment) => inTime(instalment, today, calendar));
  return [...paid, ...ahead].map((payment) => rowOf(planned, payment));
}

interface Payment {
  instalment: PlannedInstalment;
  pence: number;
  receivedOn: CalendarDate;
}

/** On the day or up to two banking days before it, and never after the day judged. */
function inTime(instalment: PlannedInstalment, today: CalendarDate, calendar: BankingCalendar): Payment {
  const { dueOn, number, amountPence } = instalment;
  const daysEarly = number % 3;
  const receivedOn = daysEarly === 0 ? dueOn : calendar.minus(dueOn, daysEarly);
  return { instalment, pence: amountPence, receivedOn: earlier(receivedOn, calendar.minus(today, 1)) };
}

function withTrouble(instalment: PlannedInstalment, trouble: Trouble, calendar: BankingCalendar): Payment[] {
  const { dueOn, amountPence } = instalment;
  if ('daysLate' in trouble) {
    const receivedOn = calendar.plus(addDays(dueOn, trouble.daysLate - 1), 1);
    return [{ instalment, pence: amountPence, receivedOn }];
  }
  const pence = Math.floor((amountPence * trouble.percentReceived) / 100);
  return pence === 0 ? [] : [{ instalment, pence, receivedOn: dueOn }];
}

function rowOf({ body, contract }: PlannedContract, { instalment, pence, receivedOn }: Payment): Row<'payments'> {
  return {
    'Health body': body.name,
    'Contract reference': contract.reference,
    'Due date': instalment.dueOn,
    Amount: (pence / 100).toFixed(2),
    'Date received': receivedOn,
    'Payment reference': `${contract.reference} ${String(instalment.number).padStart(2, '0')}`,
  };
}
