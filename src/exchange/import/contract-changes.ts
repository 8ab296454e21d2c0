import { v7 as uuid } from 'uuid';
import type { PlannedInstalment } from '../../contracts';
import { addDays } from '../../shared/calendar-date';
import type { CalendarDate } from '../../shared/calendar-date';
import { foldName } from '../../shared/text';
import type { BodyRegister, KnownContract, RegisterGroup } from './body-register';
import type { JudgedContract } from './contract-judge';
import { contradicts, identifiersOf } from './group-match.rules';
import type { ImportLog } from './import-log';
import { PeopleChanges } from './people-changes';
import type { ContractRow } from './reading';
import type { NamedInRow } from './recall-former';

export interface NewGroup {
  group: RegisterGroup;
  partnershipId: string;
}

/** What the contract rows of one health body come to, before any of it is written. */
export class ContractChanges {
  readonly newGroups: NewGroup[] = [];
  readonly identifiers: { groupId: string; scheme: string; value: string }[] = [];
  readonly aliases: { groupId: string; name: string }[] = [];
  readonly suppliers = new Map<string, string>();
  readonly legalForms = new Map<string, string>();
  readonly newContracts: KnownContract[] = [];
  readonly changedContracts: KnownContract[] = [];
  readonly plans: { contract: KnownContract; instalments: PlannedInstalment[] }[] = [];
  readonly endedLeads: { id: string; toOn: CalendarDate }[] = [];
  readonly newLeads: {
    contract: KnownContract;
    contactId: string;
    side: string;
    role: string;
    fromOn: CalendarDate | null;
  }[] = [];
  readonly people: PeopleChanges;
  /** What this file has said of a group by now: a later row that differs would change it back at each import. */
  private readonly said = new Map<string, string>();
  private readonly taken: { judged: JudgedContract; contract: KnownContract; changed: boolean }[] = [];

  constructor(
    private readonly register: BodyRegister,
    private readonly asOf: CalendarDate,
    private readonly log: ImportLog,
    private readonly file: string,
  ) {
    this.people = new PeopleChanges(register, log);
  }

  /** Takes a row that may be taken: its group and its contract, known from now on for the rows after it. */
  take(judged: JudgedContract): void {
    const { group, changed: groupChanged } = this.takeGroup(judged);
    const { known, plan } = judged;
    const contract = known ?? this.newContract(judged, group.id);
    const changed = known !== null && this.updateContract(known, judged);
    if (plan !== null) {
      contract.scheduleVersion += 1;
      this.plans.push({ contract, instalments: plan });
    }
    this.taken.push({ judged, contract, changed: changed || groupChanged });
  }

  /**
   * Once all rows are taken: their people, when all names of an address are known. Counts what each row did; one may
   * have given the health body its code.
   */
  finish(coded: ContractRow | null): void {
    const leads = this.taken.map(({ judged, contract }) => ({
      groupId: contract.groupId,
      ...judged.row.data.groupLead,
    }));
    this.people.noteMailboxes(leads);
    for (const { judged, contract, changed } of this.taken) {
      const moreChanged = [this.takePeople(judged, contract), judged.row.data === coded].some(Boolean);
      if (judged.known === null) this.log.count('created');
      else this.log.count(changed || moreChanged ? 'updated' : 'unchanged');
    }
  }

  /** Whom the rows taken so far name, for the register to learn who was called so before. */
  get named(): NamedInRow[] {
    return this.taken.map(({ judged: { row }, contract }) => {
      const { healthLead, healthDeputy, groupLead } = row.data;
      const healthEmails = [healthLead.email, ...(healthDeputy === null ? [] : [healthDeputy.email])];
      return { groupId: contract.groupId, healthEmails, groupLead };
    });
  }

  private takeGroup({ row, match }: JudgedContract): { group: RegisterGroup; changed: boolean } {
    const { data } = row;
    const group =
      match.kind === 'known' ? (match.group as RegisterGroup) : this.addGroup(data.group, row.row, match.sameNameAs);
    const isNew = match.kind === 'new';
    const changes = [this.noteNumbers(group, row), this.noteName(group, data.group), this.noteFacts(group, row)];
    return { group, changed: isNew || changes.some(Boolean) };
  }

  private addGroup(name: string, row: number, sameNameAs: { name: string } | null): RegisterGroup {
    if (sameNameAs !== null) {
      this.log.warn(
        `${this.file}, row ${String(row)}, Group: "${name}" has other numbers than the known group of this name, so it was taken as another group.`,
      );
    }
    const group: RegisterGroup = {
      id: uuid(),
      name,
      nameKeys: new Set([foldName(name)]),
      identifiers: [],
      joined: false,
      supplierNumber: null,
      legalForm: null,
    };
    this.register.addGroup(group);
    this.newGroups.push({ group, partnershipId: uuid() });
    return group;
  }

  private noteNumbers(group: RegisterGroup, { row, data }: JudgedContract['row']): boolean {
    let changed = false;
    for (const identifier of identifiersOf(data)) {
      if (group.identifiers.some(({ scheme, value }) => scheme === identifier.scheme && value === identifier.value))
        continue;
      if (contradicts(group, [identifier])) {
        this.warnKept(row, 'number', group);
      } else if (group.joined) {
        this.warnKept(row, 'numbers, which are its own to keep,', group);
      } else {
        group.identifiers.push(identifier);
        this.register.groups.addNumber(group, identifier);
        this.identifiers.push({ groupId: group.id, ...identifier });
        changed = true;
      }
    }
    return changed;
  }

  private warnKept(row: number, what: string, { name }: RegisterGroup): void {
    this.log.warn(
      `${this.file}, row ${String(row)}: the ${what} of "${name}" stayed as known; the file says otherwise.`,
    );
  }

  private noteName(group: RegisterGroup, name: string): boolean {
    const key = foldName(name);
    if (group.nameKeys.has(key)) return false;
    group.nameKeys.add(key);
    this.register.groups.addName(group, key);
    this.aliases.push({ groupId: group.id, name });
    return true;
  }

  private noteFacts(group: RegisterGroup, { row, data }: JudgedContract['row']): boolean {
    const supplier = this.isNews(group, row, 'supplier number', data.supplierNumber, group.supplierNumber);
    const form = this.isNews(group, row, 'legal form', data.legalForm, group.legalForm);
    return [supplier && this.takeSupplier(group, data), form && this.takeForm(group, row, data)].some(Boolean);
  }

  private isNews(group: RegisterGroup, row: number, what: string, given: string | null, known: string | null): boolean {
    if (given === null) return false;
    const key = `${what} ${group.id}`;
    const before = this.said.get(key);
    if (before === undefined) this.said.set(key, given);
    else if (before !== given) this.warnKept(row, what, group);
    return before === undefined && given !== known;
  }

  private takeSupplier(group: RegisterGroup, { supplierNumber }: ContractRow): boolean {
    if (supplierNumber !== null) this.suppliers.set(group.id, supplierNumber);
    group.supplierNumber = supplierNumber;
    return true;
  }

  private takeForm(group: RegisterGroup, row: number, { legalForm }: ContractRow): boolean {
    if (group.joined) {
      this.warnKept(row, 'legal form', group);
      return false;
    }
    if (legalForm !== null) this.legalForms.set(group.id, legalForm);
    group.legalForm = legalForm;
    return true;
  }

  private newContract({ row: { data }, terms }: JudgedContract, groupId: string): KnownContract {
    const { reference, title, instrument, deviationReason, purchaseOrder, invoiceNeeded } = data;
    const own = { reference, title, instrument, deviationReason, purchaseOrder, invoiceNeeded };
    const contract: KnownContract = { id: uuid(), groupId, ...own, ...terms, scheduleVersion: 0, boundBy: null };
    this.register.contracts.set(reference.toLowerCase(), contract);
    this.newContracts.push(contract);
    return contract;
  }

  private updateContract(known: KnownContract, { row: { data }, terms }: JudgedContract): boolean {
    const next = {
      ...terms,
      title: data.title,
      instrument: data.instrument,
      deviationReason: data.deviationReason ?? known.deviationReason,
      purchaseOrder: data.purchaseOrder ?? known.purchaseOrder,
      invoiceNeeded: data.invoiceNeeded ?? known.invoiceNeeded,
    };
    const changed = (Object.keys(next) as (keyof typeof next)[]).some((field) => next[field] !== known[field]);
    if (changed) this.changedContracts.push(Object.assign(known, next));
    return changed;
  }

  private takePeople({ row }: JudgedContract, contract: KnownContract): boolean {
    const { healthLead, healthDeputy, groupLead } = row.data;
    const lead = this.people.healthPerson(contract.groupId, healthLead, row.row, this.file);
    const changes = [lead.changed, this.name(contract, 'health', 'lead', lead.contactId)];
    if (healthDeputy !== null) {
      const deputy = this.people.healthPerson(
        contract.groupId,
        { ...healthDeputy, lastDayOn: null },
        row.row,
        this.file,
      );
      changes.push(deputy.changed, this.name(contract, 'health', 'deputy', deputy.contactId));
    }
    const where = `${this.file}, row ${String(row.row)}`;
    const group = this.people.groupContact(contract.groupId, groupLead.name, groupLead.email, where);
    changes.push(this.name(contract, 'group', 'lead', group));
    return changes.some(Boolean);
  }

  /** Names somebody; whoever was named before answers until the day before. */
  private name(contract: KnownContract, side: string, role: string, contactId: string): boolean {
    const key = `${contract.id} ${side} ${role}`;
    const current = this.register.leads.get(key);
    if (current?.contactId === contactId) return false;
    let fromOn: CalendarDate | null = null;
    if (current !== undefined) {
      fromOn = current.fromOn !== null && current.fromOn >= this.asOf ? addDays(current.fromOn, 1) : this.asOf;
      this.endedLeads.push({ id: current.id, toOn: addDays(fromOn, -1) });
    }
    this.newLeads.push({ contract, contactId, side, role, fromOn });
    return true;
  }
}
