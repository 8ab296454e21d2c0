import { monthsAfter } from './days';
import type { Day } from './days';
import type { Dice } from './dice';
import { contractAt } from './portfolio';
import type { Contact, Contract } from './portfolio';

const CHANNELS = ['email', 'phone', 'video', 'in person', 'letter', 'portal'];

/** A contact log for each partnership: silent, spread over several people, or nearly all one person's work. */
export function makeContacts(dice: Dice, contracts: Contract[], pivot: Day): Contact[] {
  const partnerships = new Map<string, number[]>();
  for (const [index, { body, group }] of contracts.entries()) {
    const key = `${body}/${group}`;
    partnerships.set(key, [...(partnerships.get(key) ?? []), index]);
  }
  return dice.shuffled(
    [...partnerships.values()].flatMap((own) => {
      const people = peopleOf(contracts, own);
      const [favourite, share] = [dice.one(people), dice.one([0, 70, 80, 100])];
      const twoWay = dice.one([0, 40, 90]);
      return Array.from({ length: dice.one([0, 0, 1, 3, 4, 5, 6, 10, 11]) }, (_, at): Contact => {
        const index = dice.one(own);
        const { groupLead } = contractAt(contracts, index);
        return {
          contract: index,
          date: dayAround(dice, pivot),
          channel: dice.one(CHANNELS),
          startedBy: dice.one(['health', 'group']),
          healthEmail: dice.percent(share) ? favourite : dice.one(people),
          groupEmail: dice.percent(70) ? groupLead.email : '',
          twoWay: dice.percent(twoWay),
          purpose: dice.one([`Review ${at}`, `Planning, part ${at}`, `A "quick" word ${at}`]),
        };
      });
    }),
  );
}

/** Those named on the partnership, a colleague who is named on another of the body's, and one known from the log only. */
function peopleOf(contracts: Contract[], own: number[]): string[] {
  const { body } = contractAt(contracts, own[0] ?? -1);
  const named = own.flatMap((index) => {
    const { lead, deputy } = contractAt(contracts, index);
    return [lead.email, ...(deputy === null ? [] : [deputy.email])];
  });
  const elsewhere = contracts.filter((contract) => contract.body === body).map(({ lead }) => lead.email);
  return [...new Set([...named, ...elsewhere.slice(0, 1), `visitor@body${body}.example`])];
}

/** Inside the year to the day, on its two edges, just outside them, and days that have not come yet. */
function dayAround(dice: Dice, pivot: Day): Day {
  const yearBefore = monthsAfter(pivot, -12);
  const edges = [pivot, pivot + 1, yearBefore, yearBefore - 1, yearBefore + 1, pivot - 365, pivot + 20];
  return dice.percent(30) ? dice.one(edges) : pivot - dice.from(0, 400);
}
