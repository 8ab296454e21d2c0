import type { Day } from './days';
import type { Dice } from './dice';
import { place } from './placement';
import { plan } from './plan';
import type { Instalment } from './plan';
import { contractAt } from './portfolio';
import type { Contract, Payment } from './portfolio';

interface Habit {
  /** How often in a hundred a row names which instalment it is for. */
  named: number;
  onTime: number;
  unpaid: number;
  partly: number;
  isSent: boolean;
  /** Up to here the money has come, give or take; a little of it comes after the day judged by. */
  until: Day;
}

/** A payer's ledger for each contract: on time, late, in parts, caught up on one day, or not at all. */
export function makePayments(dice: Dice, contracts: Contract[], pivot: Day): Payment[] {
  return dice.shuffled(contracts.map((_, index) => index)).flatMap((index) => {
    const contract = contractAt(contracts, index);
    const instalments = plan(contract);
    const habit: Habit = {
      named: dice.one([0, 50, 100]),
      onTime: dice.one([10, 50, 90]),
      unpaid: dice.one([0, 5, 20]),
      partly: dice.one([0, 10, 40]),
      isSent: dice.percent(20),
      until: pivot + dice.one([-60, 0, 0, 45]),
    };
    const wanted = instalments.flatMap((instalment) => paymentsFor(dice, contract, instalment, index, habit));
    return withoutImpossible(contract, instalments, dice.percent(50) ? dice.shuffled(wanted) : wanted);
  });
}

function paymentsFor(dice: Dice, contract: Contract, instalment: Instalment, index: number, habit: Habit): Payment[] {
  if (dice.percent(habit.unpaid)) return [];
  const { amountPence, dueOn } = instalment;
  const delay = dice.percent(habit.onTime) ? -dice.from(0, 6) : dice.one([1, 7, 8, 29, 30, 31, dice.from(1, 150)]);
  const day = dueOn + delay;
  const first = dice.percent(habit.partly) && amountPence > 1 ? dice.from(1, amountPence - 1) : amountPence;
  const parts = [{ day, pence: first }];
  if (first < amountPence && dice.percent(60)) {
    parts.push({ day: day + dice.one([0, 1, 10, 45]), pence: amountPence - first });
  }
  return parts
    .filter((part) => part.day <= habit.until)
    .map((part, at) => ({
      contract: index,
      namedDate: dice.percent(habit.named) ? dateThatNames(dice, contract, instalment) : null,
      amountPence: part.pence,
      receivedOn: habit.isSent ? null : part.day,
      sentOn: habit.isSent ? part.day : null,
      reference: `BACS ${index}-${instalment.number}-${at}`,
    }));
}

function dateThatNames(dice: Dice, { timing }: Contract, { dueOn, from }: Instalment): Day {
  return timing === 'advance' && dice.percent(50) ? from : dueOn;
}

/** What a clean ledger could not say, such as more than is outstanding, is left out until nothing of it is left. */
function withoutImpossible(contract: Contract, instalments: Instalment[], payments: Payment[]): Payment[] {
  const [first] = place(contract, instalments, payments).refused;
  if (first === undefined) return payments;
  const others = payments.filter((payment) => payment !== first);
  return withoutImpossible(
    contract,
    instalments,
    first.namedDate === null ? refitted(contract, instalments, first, others) : others,
  );
}

/** A payment that names no date becomes what the oldest instalment lacked, as a payer catching up would send it. */
function refitted(contract: Contract, instalments: Instalment[], payment: Payment, others: Payment[]): Payment[] {
  const halved = { ...payment, amountPence: Math.floor(payment.amountPence / 2) };
  const isHopeless = halved.amountPence === 0 || place(contract, instalments, [...others, halved]).refused.length > 0;
  return isHopeless ? others : [...others, halved];
}
