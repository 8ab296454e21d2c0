/** How a payment stands, as far as it decides what is to be done about it. */
export interface Standing {
  state: string;
  /** False before both sides have agreed to its contract. */
  counts: boolean;
  /** Its contract is, on the day on which it would be paid. */
  contractSuspended: boolean;
  overdue: boolean;
  atRisk: boolean;
  arrivalSaid: string | null;
  holdCause: string | null;
}

/** What to do next, in a sentence for whoever reads it. */
export function nextStep(payment: Standing, side: 'health' | 'group'): string {
  if (!payment.counts && payment.state === 'planned') return 'Nothing yet: the contract is not agreed.';
  if (payment.contractSuspended && SENDABLE.includes(payment.state)) return WHILE_SUSPENDED[side];
  const words = side === 'group' ? forGroup(payment) : forPayer(payment);
  return words[payment.state] ?? words.otherwise ?? '';
}

const SENDABLE: readonly string[] = ['planned', 'approved'];
const WHILE_SUSPENDED = {
  group: 'Nothing is sent while the contract is suspended. If you do not know why it is, ask the people on its page.',
  health: 'Nothing is sent while the contract is suspended. Resume it, or tell the group what will become of it.',
};

type Words = Readonly<Partial<Record<string, string>>>;

function forGroup({ overdue, arrivalSaid, holdCause }: Standing): Words {
  const told = arrivalSaid === 'not_arrived';
  return {
    paid: told
      ? 'The record says that it was paid, and you have said that it has not arrived. The health body has to find out.'
      : 'Nothing: it is recorded as received. If it is not in your account, say so.',
    cancelled: 'Nothing: it will not be paid.',
    held: `Read why it is on hold${holdCause === 'disputed' ? '' : ', and say whose cause it is if you see it otherwise'}.`,
    returned: 'The bank sent it back. The health body will ask you about your account, and pay it again.',
    exported: overdue
      ? 'It was sent. Look in your account, and say if it has not arrived.'
      : 'Nothing: it is on its way.',
    otherwise: forLate(overdue, told),
  };
}

function forLate(overdue: boolean, told: boolean): string {
  if (!overdue) return 'Nothing for now.';
  return told
    ? 'You have said that it has not arrived. The health body has to find out.'
    : 'Say if it has not arrived.';
}

function forPayer({ overdue, atRisk, arrivalSaid }: Standing): Words {
  const missed = arrivalSaid === 'not_arrived';
  return {
    paid: missed
      ? 'The group says that it has not arrived. Ask the bank where it went, and tell the group.'
      : 'Nothing: it was received.',
    cancelled: 'Nothing: it will not be paid.',
    held: 'Put right what it waits for, tell the group, and end the hold.',
    returned: 'Put the details right with the group, then plan it again.',
    exported: missed
      ? 'The group says that it has not arrived. Ask the bank.'
      : 'Enter what was received once the bank says so.',
    otherwise:
      overdue || atRisk
        ? 'See that it goes into the next payment run, and tell the group the day.'
        : 'Nothing for now.',
  };
}
