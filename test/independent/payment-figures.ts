/**
 * Prompt-payment figures worked out a second time, one payment after the other from the rows as they are stored, with
 * days as plain numbers: nothing of the product is used.
 */
export interface RawPayment {
  legalForm: string | null;
  groupId: string;
  regime: string | null;
  instrument: string;
  timing: string;
  dueOn: string;
  periodEndsOn: string;
  settledOn: string | null;
  pence: number;
  disputed: boolean;
  invoice: RawInvoice | null;
}

export interface RawInvoice {
  id: string;
  receivedOn: string;
  pence: number;
  disputed: boolean;
}

const MS = 86_400_000;
const n = (day: string) => Math.round(Date.parse(`${day}T12:00:00Z`) / MS - 0.5);
const within = (day: string, from: string, to: string) => n(day) >= n(from) && n(day) <= n(to);

function rounded(value: number, places: number): number {
  const factor = 10 ** places;
  return Math.floor(value * factor + 0.5 + 1e-9) / factor;
}
const percent = (part: number, whole: number) => (whole === 0 ? null : rounded((part / whole) * 100, 2));
const amount = (rows: { pence: number }[]) => ({
  count: rows.length,
  pence: rows.reduce((sum, { pence }) => sum + pence, 0),
});
function share(part: { pence: number }[], whole: { pence: number }[]) {
  const [some, all] = [amount(part), amount(whole)];
  return {
    of: all,
    part: some,
    percentByNumber: percent(some.count, all.count),
    percentByValue: percent(some.pence, all.pence),
  };
}

function agreedDay(rows: RawPayment[], today: string) {
  const onTime = rows.filter(({ settledOn, dueOn }) => settledOn !== null && n(settledOn) <= n(dueOn));
  const notYetDue = rows.filter(({ settledOn, dueOn }) => settledOn === null && n(dueOn) >= n(today));
  const rest = rows.filter((row) => !onTime.includes(row) && !notYetDue.includes(row));
  const leftOut = rest.filter(({ disputed }) => disputed);
  const late = rest.filter(({ disputed }) => !disputed);
  const days = late.map(({ settledOn, dueOn }) => n(settledOn ?? today) - n(dueOn));
  const judged = [...onTime, ...late];
  return {
    judged: amount(judged),
    onTime: amount(onTime),
    late: amount(late),
    percentByNumber: percent(onTime.length, judged.length),
    percentByValue: percent(amount(onTime).pence, amount(judged).pence),
    meanDaysLate: late.length === 0 ? null : rounded(days.reduce((a, b) => a + b, 0) / late.length, 1),
    notYetDue: amount(notYetDue),
    leftOut: amount(leftOut),
  };
}

interface Whole extends RawInvoice {
  regime: string | null;
  agreed: number;
  paid: number | null;
}

/** Each invoice once, due with the last of its payments and paid with the last. */
function invoicesOf(rows: RawPayment[]): Whole[] {
  const found = new Map<string, Whole>();
  for (const { invoice, regime, dueOn, settledOn } of rows) {
    if (invoice === null) continue;
    const known = found.get(invoice.id);
    const paid = settledOn === null ? null : n(settledOn);
    if (known === undefined) found.set(invoice.id, { ...invoice, regime, agreed: n(dueOn), paid });
    else {
      known.agreed = Math.max(known.agreed, n(dueOn));
      known.paid = known.paid === null || paid === null ? null : Math.max(known.paid, paid);
    }
  }
  return [...found.values()];
}

export function naiveFigures(all: RawPayment[], from: string, to: string, today: string) {
  const due = all.filter(({ dueOn }) => within(dueOn, from, to));
  const services = all.filter(({ instrument }) => instrument === 'contract_for_services');
  const invoices = invoicesOf(services);
  const [first, last] = [n(from), n(to)];
  const paid = invoices.filter(({ paid: on }) => on !== null && on >= first && on <= last);
  const clean = paid.filter(({ disputed }) => !disputed);
  const paidWithout = services.filter(
    ({ invoice, settledOn }) => invoice === null && settledOn !== null && within(settledOn, from, to),
  );
  const codePart = clean.filter(
    ({ receivedOn, agreed, paid: on }) => (on ?? 0) <= Math.max(n(receivedOn) + 30, agreed),
  );
  const act = clean.filter(({ regime }) => regime === 'procurement_act');
  const days = act.map(({ receivedOn, paid: on }) => Math.max(0, (on ?? 0) - n(receivedOn)));
  const payable = invoices.filter(({ regime, receivedOn, agreed }) => {
    const end = Math.max(n(receivedOn) + 29, agreed);
    return regime === 'procurement_act' && end >= first && end <= last;
  });
  const payableClean = payable.filter(({ disputed }) => !disputed);
  const band = (low: number, high: number) => act.filter((_, at) => (days[at] ?? 0) >= low && (days[at] ?? 0) <= high);
  const pcr = invoices.filter(({ regime }) => regime === 'pcr_2015');
  const pcrPaid = clean.filter(({ regime }) => regime === 'pcr_2015');
  const owed = pcr.filter(({ receivedOn, paid: on }) => {
    const end = n(receivedOn) + 29;
    return (on === null || on > last) && end >= first && end <= last;
  });
  const kinds = new Map<string, RawPayment[]>();
  for (const row of due) {
    const form = row.legalForm;
    const small = form === 'unincorporated' || form === 'unregistered';
    const kind = form === null ? 'not_recorded' : small ? 'unincorporated' : 'incorporated';
    kinds.set(kind, [...(kinds.get(kind) ?? []), row]);
  }
  return {
    agreedDay: agreedDay(due, today),
    byKind: [...kinds].map(([kind, rows]) => ({
      kind,
      groups: new Set(rows.map(({ groupId }) => groupId)).size,
      figures: agreedDay(rows, today),
    })),
    paymentCode: {
      ...share(codePart, clean),
      notMeasurable: amount(paidWithout),
      leftOut: amount(paid.filter(({ disputed }) => disputed)),
    },
    notice: {
      paid: amount(act),
      meanDaysToPay: act.length === 0 ? null : rounded(days.reduce((a, b) => a + b, 0) / act.length, 1),
      bands: [band(0, 30), band(31, 60), band(61, Infinity)].map((rows) => ({
        paid: amount(rows),
        percent: percent(rows.length, act.length),
      })),
      notPaid: share(
        payableClean.filter(({ paid: on }) => on === null || on > last),
        payableClean,
      ),
      notMeasurablePaid: amount(paidWithout.filter(({ regime }) => regime === 'procurement_act')),
    },
    yearly: {
      ...share(
        pcrPaid.filter(({ receivedOn, paid: on }) => (on ?? 0) <= n(receivedOn) + 29),
        [...pcrPaid, ...owed.filter(({ disputed }) => !disputed)],
      ),
      interestLiabilityPence: services
        .filter(({ regime }) => regime === 'pcr_2015')
        .reduce((sum, row) => sum + accrued(row, { first, last: Math.min(last, n(today)) }), 0),
    },
  };
}

/** At one rate of 11.75%, as the Bank Rate of both half-years of 2026 was 3.75%. */
function accrued(row: RawPayment, { first, last }: { first: number; last: number }): number {
  const free = row.timing === 'in_advance' ? Math.max(n(row.periodEndsOn), n(row.dueOn)) : n(row.dueOn);
  const upTo = (day: number) => {
    const end = row.settledOn === null ? day : Math.min(day, n(row.settledOn));
    return end <= free ? 0 : Math.floor((row.pence * (end - free) * 1175) / 3_650_000 + 0.5 + 1e-9);
  };
  return upTo(last) - upTo(first - 1);
}
