import { bankingDaysFrom, monthsAfter, textOf } from './days';
import type { Day } from './days';
import { dependencyFindings } from './dependency';
import type { Partnership } from './dependency';
import { entitlement } from './interest';
import { outstandingOn, place, receivedBy } from './placement';
import type { Ledger } from './placement';
import { plan } from './plan';
import type { Contact, Contract, Payment, Portfolio } from './portfolio';
import type { AtRisk, Finding, LatePayment, Report } from './report-shape';

interface Standing {
  contract: Contract;
  healthBody: string;
  group: string;
  ledgers: Ledger[];
}

/** What imported spreadsheets amount to on a day, worked out from the words of the design alone. */
export function report(portfolio: Portfolio, asOf: Day): Report {
  const standings = standingsOf(portfolio);
  const latePayments = standings.flatMap((standing) => late(standing, asOf));
  return {
    asOf: textOf(asOf),
    latePayments,
    atRisk: standings.flatMap((standing) => atRisk(standing, asOf)),
    findings: [...terms(standings, asOf), ...byPartnership(portfolio, standings, asOf)],
    totals: {
      contracts: standings.length,
      instalments: standings.reduce((sum, { ledgers }) => sum + ledgers.length, 0),
      overduePence: latePayments.reduce((sum, one) => sum + one.amountPence - one.receivedPence, 0),
      overdueCount: latePayments.length,
    },
  };
}

function standingsOf({ contracts, payments }: Portfolio): Standing[] {
  const bodyNames = new Map<number, string>();
  const groupNames = new Map<string, string>();
  for (const { body, bodyName, group, groupName } of contracts) {
    if (!bodyNames.has(body)) bodyNames.set(body, bodyName);
    if (!groupNames.has(`${body}/${group}`)) groupNames.set(`${body}/${group}`, groupName);
  }
  const own = byContract(payments);
  return contracts.map((contract, index) => ({
    contract,
    healthBody: bodyNames.get(contract.body) ?? '',
    group: groupNames.get(`${contract.body}/${contract.group}`) ?? '',
    ledgers: place(contract, plan(contract), own.get(index) ?? []).ledgers,
  }));
}

function byContract<Row extends Payment | Contact>(rows: Row[]): Map<number, Row[]> {
  const grouped = new Map<number, Row[]>();
  for (const row of rows) {
    const same = grouped.get(row.contract);
    if (same === undefined) grouped.set(row.contract, [row]);
    else same.push(row);
  }
  return grouped;
}

function isOverdue(ledger: Ledger, asOf: Day): boolean {
  return ledger.instalment.dueOn < asOf && outstandingOn(ledger, asOf) > 0;
}

function late({ contract, healthBody, group, ledgers }: Standing, asOf: Day): LatePayment[] {
  return ledgers
    .filter((ledger) => isOverdue(ledger, asOf))
    .map((ledger) => {
      const { number, dueOn, amountPence } = ledger.instalment;
      const daysOverdue = asOf - dueOn;
      return {
        healthBody,
        contractReference: contract.reference,
        group,
        instalmentNumber: number,
        instalmentDueOn: textOf(dueOn),
        amountPence,
        receivedPence: receivedBy(ledger, asOf),
        daysOverdue,
        severity: severityOf(daysOverdue),
        ...entitlement(contract, ledger, asOf),
      };
    });
}

function severityOf(daysOverdue: number): LatePayment['severity'] {
  if (daysOverdue >= 30) return 'critical';
  return daysOverdue >= 8 ? 'serious' : 'attention';
}

function atRisk({ contract, healthBody, ledgers }: Standing, asOf: Day): AtRisk[] {
  const soon = bankingDaysFrom(asOf, 5);
  return ledgers
    .filter((ledger) => ledger.instalment.dueOn >= asOf && outstandingOn(ledger, asOf) > 0)
    .filter(({ instalment }) => instalment.sendByOn <= soon)
    .map(({ instalment: { number, dueOn, sendByOn, amountPence } }) => ({
      healthBody,
      contractReference: contract.reference,
      instalmentNumber: number,
      instalmentDueOn: textOf(dueOn),
      sendByOn: textOf(sendByOn),
      amountPence,
    }));
}

/** What is said of a contract's terms until it is over. */
function terms(standings: Standing[], asOf: Day): Finding[] {
  const open = standings.filter(({ contract }) => contract.endsOn >= asOf);
  return [
    ...open.filter(leavesDefaultUnexplained).map((standing) => termsFinding(standing, 'deviation_without_reason')),
    ...open.filter(isShort).map((standing) => termsFinding(standing, 'short_contract')),
  ];
}

function leavesDefaultUnexplained({ contract: { reason, timing, frequency, paymentDay } }: Standing): boolean {
  return reason === '' && (timing !== 'advance' || frequency !== 'monthly' || paymentDay !== null);
}

function isShort({ contract: { startsOn, endsOn } }: Standing): boolean {
  return endsOn + 1 < monthsAfter(startsOn, 12);
}

function termsFinding({ contract, healthBody, group }: Standing, rule: string): Finding {
  return { rule, healthBody, contractReference: contract.reference, group, severity: 'attention', people: [] };
}

function byPartnership(portfolio: Portfolio, standings: Standing[], asOf: Day): Finding[] {
  const lastDays = lastDaysOf(portfolio);
  const contacts = byContract(portfolio.contacts);
  const partnerships = new Map<string, Standing[]>();
  for (const standing of standings) {
    const key = `${standing.contract.body}/${standing.contract.group}`;
    partnerships.set(key, [...(partnerships.get(key) ?? []), standing]);
  }
  const position = new Map(portfolio.contracts.map((contract, index) => [contract, index]));
  return [...partnerships.values()].flatMap((own) => {
    const [{ contract, healthBody, group }] = own as [Standing];
    const partnership: Partnership = {
      healthBody,
      group,
      contracts: own.map((one) => one.contract),
      contacts: own.flatMap((one) => contacts.get(position.get(one.contract) ?? -1) ?? []),
      lastDays: lastDays.get(contract.body) ?? new Map(),
    };
    return [...repeatLate(own, asOf), ...dependencyFindings(partnership, asOf)];
  });
}

function lastDaysOf({ contracts }: Portfolio): Map<number, Map<string, Day>> {
  const bodies = new Map<number, Map<string, Day>>();
  for (const { body, lead, leadLastDay } of contracts) {
    const people = bodies.get(body) ?? new Map<string, Day>();
    bodies.set(body, people);
    if (leadLastDay !== null) people.set(lead.email, leadLastDay);
  }
  return bodies;
}

function repeatLate(own: Standing[], asOf: Day): Finding[] {
  const since = monthsAfter(asOf, -12);
  const count = own
    .flatMap(({ ledgers }) => ledgers)
    .filter(({ instalment: { dueOn } }) => dueOn >= since && dueOn <= asOf)
    // Not all there when the due day was over: overdue still, or received late since.
    .filter((ledger) => ledger.instalment.dueOn < asOf && outstandingOn(ledger, ledger.instalment.dueOn) > 0).length;
  if (count < 2) return [];
  const [{ healthBody, group }] = own as [Standing];
  return [{ rule: 'repeat_late', healthBody, contractReference: null, group, severity: 'attention', people: [] }];
}
