export interface LatePayment {
  healthBody: string;
  contractReference: string;
  group: string;
  instalmentNumber: number;
  instalmentDueOn: string;
  amountPence: number;
  receivedPence: number;
  daysOverdue: number;
  severity: 'critical' | 'serious' | 'attention';
  statutoryInterestPence: number | null;
  fixedSumPence: number | null;
}

export interface AtRisk {
  healthBody: string;
  contractReference: string;
  instalmentNumber: number;
  instalmentDueOn: string;
  sendByOn: string;
  amountPence: number;
}

export interface Finding {
  rule: string;
  healthBody: string;
  contractReference: string | null;
  group: string;
  severity: 'critical' | 'serious' | 'attention';
  people: string[];
}

export interface Report {
  asOf: string;
  latePayments: LatePayment[];
  atRisk: AtRisk[];
  findings: Finding[];
  totals: { contracts: number; instalments: number; overduePence: number; overdueCount: number };
}
