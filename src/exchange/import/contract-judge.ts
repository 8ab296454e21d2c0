import { planSchedule } from '../../contracts';
import type { BankingCalendar, PlannedInstalment } from '../../contracts';
import { DomainError } from '../../shared/domain-error';
import { foldName } from '../../shared/text';
import type { BodyRegister, KnownContract } from './body-register';
import { matchGroup } from './group-match.rules';
import type { GroupMatch } from './group-match.rules';
import type { ContractRow, GoodRow, ImportProblem, OpenedTable } from './reading';

export type GoodContractRow = GoodRow<ContractRow>;

/** A row that may be taken, with all that was found out about it. */
export interface JudgedContract {
  row: GoodContractRow;
  match: Exclude<GroupMatch, { kind: 'refused' }>;
  known: KnownContract | null;
  /** What the terms come to once gaps are filled from what is known. */
  terms: Terms;
  /** The new plan, where there is one to make. */
  plan: PlannedInstalment[] | null;
}

export interface Terms {
  valuePence: number;
  startsOn: ContractRow['startsOn'];
  endsOn: ContractRow['endsOn'];
  timing: ContractRow['timing'];
  rhythm: ContractRow['rhythm'];
  paymentDays: number;
  paymentDay: number | null;
  vat: NonNullable<ContractRow['vat']>;
}

const DEFAULT_PAYMENT_DAYS = 30;

/** The column of the file behind each term, in the order in which they are named to the reader. */
const COLUMN_OF_TERM: Record<keyof Terms | 'instrument', string> = {
  valuePence: 'Value',
  startsOn: 'Start date',
  endsOn: 'End date',
  timing: 'Payment timing',
  rhythm: 'Payment frequency',
  instrument: 'Instrument',
  paymentDays: 'Payment days',
  paymentDay: 'Payment day',
  vat: 'VAT',
};

const A_DRAFT =
  'this contract is a draft that is being agreed in Accord, and a file cannot change it; change the draft itself, or use a new reference';

const WHY_BOUND = {
  money: 'money has been received under this contract',
  agreement: 'both sides agreed this contract in Accord',
};

/** Judges the rows of one health body's contracts, in file order, against its register and the rows before. */
export class ContractJudge {
  private readonly taken = new Map<string, { row: number; content: string }>();
  private readonly lastDays = new Map<string, { row: number; day: string }>();

  constructor(
    private readonly register: BodyRegister,
    private readonly calendar: BankingCalendar,
    private readonly table: Pick<OpenedTable<ContractRow>, 'facts' | 'cell'>,
  ) {}

  judge(row: GoodContractRow): JudgedContract | 'repeat' | ImportProblem[] {
    const earlier = this.taken.get(row.data.reference.toLowerCase());
    if (earlier?.content === contentOf(row.data)) return 'repeat';
    if (earlier !== undefined) {
      const problem = `row ${String(earlier.row)} has the same reference with other content; keep one of them`;
      return [this.problem(row, 'Contract reference', problem)];
    }
    const problems: ImportProblem[] = this.lastDayProblems(row);
    const known = this.register.contracts.get(row.data.reference.toLowerCase()) ?? null;
    const match = matchGroup(this.register.groups, row.data, known);
    if (match.kind === 'refused') problems.push(this.problem(row, 'Group', match.problem));
    const terms = termsOf(row.data, known);
    problems.push(...this.changeProblems(row, known, terms, match));
    const plan = this.plan(row, known, terms, problems);
    if (problems.length > 0 || match.kind === 'refused') return problems;
    this.remember(row);
    return { row, match, known, terms, plan };
  }

  private remember({ row, data }: GoodContractRow): void {
    this.taken.set(data.reference.toLowerCase(), { row, content: contentOf(data) });
    const { email, lastDayOn } = data.healthLead;
    if (lastDayOn !== null && !this.lastDays.has(email)) this.lastDays.set(email, { row, day: lastDayOn });
  }

  private lastDayProblems(row: GoodContractRow): ImportProblem[] {
    const { email, lastDayOn } = row.data.healthLead;
    const earlier = this.lastDays.get(email);
    if (lastDayOn === null || earlier === undefined || earlier.day === lastDayOn) return [];
    const problem = `row ${String(earlier.row)} gives this person another last day, ${earlier.day}; a person has one last day, so correct one of them`;
    return [this.problem(row, 'Health lead last day', problem)];
  }

  private changeProblems(
    row: GoodContractRow,
    known: KnownContract | null,
    terms: Terms,
    match: GroupMatch,
  ): ImportProblem[] {
    if (known === null) return [];
    return movesGroup(match, known) ? [this.groupProblem(row, known)] : this.termProblems(row, known, terms);
  }

  private groupProblem(row: GoodContractRow, known: KnownContract): ImportProblem {
    const owner = this.register.groupsById.get(known.groupId)?.name ?? 'another group';
    const problem = `this contract is with "${owner}", and a contract cannot move to another group; correct the group or use a new reference`;
    return this.problem(row, 'Group', problem);
  }

  private termProblems(row: GoodContractRow, known: KnownContract, terms: Terms): ImportProblem[] {
    if (known.boundBy === 'draft') return [this.problem(row, 'Contract reference', A_DRAFT)];
    const changed = changedTerms(known, terms, row.data.instrument);
    const [first] = changed;
    if (first === undefined || known.boundBy === null) return [];
    const what = changed.map((term) => COLUMN_OF_TERM[term]).join(', ');
    const problem = `${WHY_BOUND[known.boundBy]}, so a file cannot change its ${what}; use a variation`;
    return [this.problem(row, COLUMN_OF_TERM[first], problem)];
  }

  private plan(
    row: GoodContractRow,
    known: KnownContract | null,
    terms: Terms,
    problems: ImportProblem[],
  ): PlannedInstalment[] | null {
    const replans = known === null || changedTerms(known, terms, known.instrument).length > 0;
    if (!replans || problems.length > 0) return null;
    try {
      return planSchedule(terms, this.calendar);
    } catch (error) {
      problems.push(this.planProblem(row, error));
      return null;
    }
  }

  private planProblem(row: GoodContractRow, error: unknown): ImportProblem {
    if (!(error instanceof DomainError)) throw error;
    const term = error.fields[0]?.pointer.slice(1) as keyof Terms | undefined;
    return this.problem(row, term === undefined ? null : COLUMN_OF_TERM[term], error.message);
  }

  private problem({ row, cells }: GoodContractRow, column: string | null, problem: string): ImportProblem {
    const value = column === null ? '' : this.table.cell(cells, column);
    return { file: this.table.facts.file, row, column, value, problem };
  }
}

/** A contract that is with one group in the register and with another in the file. */
function movesGroup(match: GroupMatch, known: KnownContract): boolean {
  if (match.kind === 'refused') return false;
  return match.kind === 'new' || match.group.id !== known.groupId;
}

const DEFAULT_TERMS = { paymentDays: DEFAULT_PAYMENT_DAYS, paymentDay: null, vat: 'outside_scope' };

/** An empty cell leaves a known term as it is; a new contract takes the defaults. */
function termsOf(data: ContractRow, known: KnownContract | null): Terms {
  const { valuePence, startsOn, endsOn, timing, rhythm } = data;
  const before = (known ?? DEFAULT_TERMS) as Pick<Terms, 'paymentDays' | 'paymentDay' | 'vat'>;
  return {
    valuePence,
    startsOn,
    endsOn,
    timing,
    rhythm,
    paymentDays: data.paymentDays ?? before.paymentDays,
    paymentDay: data.paymentDay ?? before.paymentDay,
    vat: data.vat ?? before.vat,
  };
}

function changedTerms(known: KnownContract, terms: Terms, instrument: string): (keyof typeof COLUMN_OF_TERM)[] {
  const now = { ...terms, instrument };
  return (Object.keys(COLUMN_OF_TERM) as (keyof typeof COLUMN_OF_TERM)[]).filter((term) => now[term] !== known[term]);
}

/** What a row says, so that the same in other capitals or spacing is the same. */
function contentOf(data: ContractRow): string {
  return foldName(JSON.stringify(data));
}
