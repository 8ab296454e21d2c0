import type { Tx } from '../../platform';
import type { CalendarDate } from '../../shared/calendar-date';
import { penceFromDatabase } from '../../shared/money';
import { foldName } from '../../shared/text';
import { KnownGroups } from './group-match.rules';
import type { Identifier, KnownGroup } from './group-match.rules';

export interface RegisterGroup extends KnownGroup {
  supplierNumber: string | null;
  legalForm: string | null;
}

export interface KnownPerson {
  id: string;
  email: string | null;
  name: string | null;
  lastDayOn: CalendarDate | null;
}

export interface KnownContact {
  id: string;
  email: string | null;
  nameKey: string;
}

export interface KnownContract {
  id: string;
  groupId: string;
  reference: string;
  title: string;
  instrument: string;
  valuePence: number;
  startsOn: CalendarDate;
  endsOn: CalendarDate;
  timing: string;
  rhythm: string;
  paymentDays: number;
  paymentDay: number | null;
  vat: string;
  deviationReason: string | null;
  purchaseOrder: string | null;
  invoiceNeeded: boolean | null;
  scheduleVersion: number;
  /** Why a file may not change its terms: it is still being agreed, money has gone, or both sides agreed it in Accord. */
  boundBy: 'draft' | 'money' | 'agreement' | null;
}

export interface KnownLead {
  id: string;
  contactId: string;
  fromOn: CalendarDate | null;
}

/** What one health body's register holds, as far as an import asks it: read once, then kept up as rows are taken. */
export class BodyRegister {
  readonly groups = new KnownGroups();
  readonly groupsById = new Map<string, RegisterGroup>();
  /** Address → person: present addresses, and the former ones that recallFormer found. */
  readonly people = new Map<string, KnownPerson>();
  readonly peopleById = new Map<string, KnownPerson>();
  readonly contracts = new Map<string, KnownContract>();
  /** Group and person → contact, of the health side. */
  readonly healthContacts = new Map<string, string>();
  /** Group → contacts of its own side. */
  readonly groupContacts = new Map<string, KnownContact[]>();
  /** Group and what a file called somebody before → the contact that it means. */
  readonly formerContacts = new Map<string, KnownContact>();
  /** Contract, side and role → who is named now. */
  readonly leads = new Map<string, KnownLead>();

  private constructor(
    readonly id: string,
    readonly name: string,
  ) {}

  static async load(tx: Tx, id: string, name: string): Promise<BodyRegister> {
    const register = new BodyRegister(id, name);
    await register.loadGroups(tx);
    await register.loadPeople(tx);
    await register.loadContracts(tx);
    return register;
  }

  addGroup(group: RegisterGroup): void {
    this.groups.add(group);
    this.groupsById.set(group.id, group);
  }

  contactsOf(groupId: string): KnownContact[] {
    const known = this.groupContacts.get(groupId) ?? [];
    this.groupContacts.set(groupId, known);
    return known;
  }

  private async loadGroups(tx: Tx): Promise<void> {
    const groups = await tx.query<{
      id: string;
      name: string;
      joined: boolean;
      legal_form: string | null;
      supplier_number: string | null;
      identifiers: Identifier[] | null;
      aliases: string[] | null;
    }>(`
      select o.id, o.name, o.joined_at is not null as joined, o.legal_form, s.supplier_number,
        (select json_agg(json_build_object('scheme', i.scheme, 'value', i.value)) from organisation_identifier i
          where i.organisation_id = o.id) as identifiers,
        (select array_agg(a.name_key) from partnership_alias a
          where a.health_body_id = p.health_body_id and a.group_id = p.group_id) as aliases
      from partnership p join organisation o on o.id = p.group_id
      left join partnership_supplier s on s.health_body_id = p.health_body_id and s.group_id = p.group_id
      order by o.id`);
    for (const { id, name, joined, legal_form, supplier_number, identifiers, aliases } of groups) {
      this.addGroup({
        id,
        name,
        nameKeys: new Set([foldName(name), ...(aliases ?? [])]),
        identifiers: identifiers ?? [],
        joined,
        supplierNumber: supplier_number,
        legalForm: legal_form,
      });
    }
  }

  private async loadPeople(tx: Tx): Promise<void> {
    const people = await tx.query<KnownPerson>(`select id, email, name, last_day_on as "lastDayOn" from person`);
    for (const person of people) {
      this.peopleById.set(person.id, person);
      if (person.email !== null) this.people.set(person.email, person);
    }
    const contacts = await tx.query<KnownContact & { groupId: string; side: string; personId: string | null }>(
      `select id, group_id as "groupId", side, person_id as "personId", email, name_key as "nameKey" from contact
       order by id`,
    );
    for (const { groupId, side, personId, ...contact } of contacts) {
      if (side === 'group') this.contactsOf(groupId).push(contact);
      else this.healthContacts.set(`${groupId} ${String(personId)}`, contact.id);
    }
  }

  private async loadContracts(tx: Tx): Promise<void> {
    const contracts = await tx.query<Omit<KnownContract, 'valuePence'> & { key: string; value_pence: string }>(`
      select id, group_id as "groupId", reference, reference_key as key, title, instrument, value_pence,
        starts_on as "startsOn", ends_on as "endsOn", timing, rhythm, payment_days as "paymentDays",
        payment_day as "paymentDay", vat_treatment as vat, deviation_reason as "deviationReason",
        purchase_order as "purchaseOrder", invoice_needed as "invoiceNeeded", schedule_version as "scheduleVersion",
        case when c.state = 'draft' then 'draft'
          when exists (select 1 from instalment i where i.health_body_id = c.health_body_id and i.contract_id = c.id
            and (i.received_pence > 0 or i.was_exported or i.state = 'returned')) then 'money'
          when exists (select 1 from contract_confirmation k where k.health_body_id = c.health_body_id
            and k.contract_id = c.id and k.withdrawn_at is null)
            or exists (select 1 from contract_variation v where v.health_body_id = c.health_body_id
            and v.contract_id = c.id and v.state = 'accepted') then 'agreement' end as "boundBy"
      from contract c`);
    for (const { key, value_pence, ...contract } of contracts) {
      this.contracts.set(key, { ...contract, valuePence: penceFromDatabase(value_pence) });
    }
    const leads = await tx.query<KnownLead & { contractId: string; side: string; role: string }>(
      `select id, contract_id as "contractId", contact_id as "contactId", side, role, from_on as "fromOn"
       from named_lead where to_on is null`,
    );
    for (const { contractId, side, role, ...lead } of leads) this.leads.set(`${contractId} ${side} ${role}`, lead);
  }
}
