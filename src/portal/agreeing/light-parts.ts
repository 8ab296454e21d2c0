import { asProposal } from '../../agreeing';
import type { LightAgreementView } from '../../agreeing';
import { standardProcess } from '../../decisions';
import type { ProcessView, ProposeProcessDto } from '../../decisions';
import { addMonths } from '../../shared/calendar-date';
import type { CalendarDate } from '../../shared/calendar-date';
import type { Side } from '../../shared/side';

type Party = ProposeProcessDto['parties'][number];

/** What each side may change of how both decide, on the one page. */
export interface ProcessEdits {
  daysToAnswer: number;
  /** To whom it goes on the own side, when both cannot agree. */
  goesTo: string;
  /** What else both should know; empty for nothing. */
  words: string;
}

/** What waits or holds; where nothing does, the ready-made way. */
export function processNow(process: ProcessView | null): ProposeProcessDto {
  return process === null ? standardProcess() : asProposal(process);
}

export function editsOf(process: ProposeProcessDto, side: Side): ProcessEdits {
  const goesTo = process.parties.find((party) => escalates(party, side))?.words ?? '';
  return { daysToAnswer: process.daysToAnswer, goesTo, words: process.words ?? '' };
}

/** The first of those to whom it goes is said anew; whom else the process names stays. */
export function editedProcess(process: ProposeProcessDto, edits: ProcessEdits, side: Side): ProposeProcessDto {
  const at = process.parties.findIndex((party) => escalates(party, side));
  const goesTo: Party = { side, part: 'escalation', role: 'other', words: edits.goesTo };
  const others = process.parties.map((party, index) => (index === at ? goesTo : party));
  return {
    ...{ daysToAnswer: edits.daysToAnswer, dayKind: process.dayKind, kinds: process.kinds },
    parties: at === -1 ? [...others, goesTo] : others,
    ...(edits.words !== '' && { words: edits.words }),
  };
}

interface Terms {
  startsOn: CalendarDate;
  endsOn: CalendarDate;
}

/** How both keep in touch, to begin with: what was said, or the ordinary, with what the leads have said of themselves. */
export function contactNow(
  said: LightAgreementView['contact'],
  { startsOn, endsOn }: Terms,
  availability: Readonly<Record<Side, string | null>>,
) {
  const halfYear = addMonths(startsOn, 6);
  return (
    said ?? {
      ...{ channel: 'email', contactEveryDays: 30, ways: [], deadlines: [] },
      healthAvailability: availability.health ?? BY_ARRANGEMENT,
      groupAvailability: availability.group ?? BY_ARRANGEMENT,
      reviews: [halfYear < endsOn ? halfYear : endsOn],
    }
  );
}

const BY_ARRANGEMENT = 'By arrangement';

function escalates(party: Party, side: Side): boolean {
  return party.side === side && party.part === 'escalation' && party.role === 'other';
}
