import { addAuditEvents } from './portfolio/audit';
import { addBankDetails } from './portfolio/bank-details';
import { addChallenges } from './portfolio/challenges';
import { addContracts, addReceipts } from './portfolio/contracts';
import { addCommencements } from './portfolio/commencements';
import { addDecisions } from './portfolio/decisions';
import { addMaterials } from './portfolio/materials';
import { addStrategies } from './portfolio/strategies';
import { addDirectory } from './portfolio/directory';
import { addEngagements, addLeads } from './portfolio/engagement';
import { addContractSketches } from './portfolio/contract-sketches';
import { addFindings } from './portfolio/findings';
import { addFits } from './portfolio/fits';
import * as ids from './portfolio/ids';
import { addInvitations } from './portfolio/joining';
import { addMentorings } from './portfolio/mentoring';
import { addPaperwork } from './portfolio/paperwork';
import { addLives } from './portfolio/life';
import { addAbsences, addOrganisations, addPeople } from './portfolio/register';
import { addReconciliations } from './portfolio/reconciliation';
import { addRemittances } from './portfolio/remittances';
import { addPaymentRuns } from './portfolio/runs';
import { addLatePayments } from './portfolio/late';
import { addSettings } from './portfolio/settings';
import { addAttempts, addLeavings, addImports, addSignIns } from './portfolio/sign-ins';
import { addVariations } from './portfolio/variations';
import { startApp } from './start-app';
import type { TestApp } from './start-app';
import { makeTestDatabase, templateOf } from './test-database';
import type { TestDatabase } from './test-database';

/** The ids of a small, fixed set of records, to be judged on 22 November 2026. See each part below for what holds. */
export interface Portfolio {
  /** Health body A pays g1 and g2; health body B pays g1 and g3. */
  healthBodies: typeof ids.HEALTH_BODIES;
  /** g1 and g3 have joined; g2 is listed by A. */
  groups: typeof ids.GROUPS;
  partnerships: typeof ids.PARTNERSHIPS;
  contracts: typeof ids.CONTRACTS;
  instalments: typeof ids.INSTALMENTS;
  receipts: typeof ids.RECEIPTS;
  people: typeof ids.PEOPLE;
  contacts: typeof ids.CONTACTS;
  absences: typeof ids.ABSENCES;
  leads: typeof ids.LEADS;
  engagements: typeof ids.ENGAGEMENTS;
  variations: typeof ids.VARIATIONS;
  recoveriesDue: typeof ids.RECOVERIES_DUE;
  decisionProcesses: typeof ids.DECISION_PROCESSES;
  decisions: typeof ids.DECISIONS;
  materials: typeof ids.MATERIALS;
  materialVersions: typeof ids.MATERIAL_VERSIONS;
  materialFiles: typeof ids.MATERIAL_FILES;
  materialProposals: typeof ids.MATERIAL_PROPOSALS;
  nameUses: typeof ids.NAME_USES;
  strategies: typeof ids.STRATEGIES;
  strategyPriorities: typeof ids.STRATEGY_PRIORITIES;
  strategyLinks: typeof ids.STRATEGY_LINKS;
  challenges: typeof ids.CHALLENGES;
  directoryEntries: typeof ids.DIRECTORY_ENTRIES;
  introductions: typeof ids.INTRODUCTIONS;
  notes: typeof ids.NOTES;
  findings: typeof ids.FINDINGS;
  /** People who can sign in: each is named on one restricted engagement of their side. */
  accounts: typeof ids.ACCOUNTS;
  memberships: typeof ids.MEMBERSHIPS;
  apiTokens: typeof ids.API_TOKENS;
  imports: typeof ids.IMPORTS;
  auditEvents: typeof ids.AUDIT_EVENTS;
  invitations: typeof ids.INVITATIONS;
  settingChanges: typeof ids.SETTING_CHANGES;
  appearanceChanges: typeof ids.APPEARANCE_CHANGES;
  holidays: typeof ids.HOLIDAYS;
  bankRates: typeof ids.BANK_RATES;
  approvers: typeof ids.APPROVERS;
  paymentRuns: typeof ids.PAYMENT_RUNS;
  lateCases: typeof ids.LATE_CASES;
  interestClaims: typeof ids.INTEREST_CLAIMS;
  figureStatements: typeof ids.FIGURE_STATEMENTS;
  bankDetails: typeof ids.BANK_DETAILS;
  purchaseOrders: typeof ids.PURCHASE_ORDERS;
  invoices: typeof ids.INVOICES;
  documents: typeof ids.DOCUMENTS;
  attachedDocuments: typeof ids.ATTACHED_DOCUMENTS;
  ownFiles: typeof ids.OWN_FILES;
  exportTemplates: typeof ids.EXPORT_TEMPLATES;
  remittances: typeof ids.REMITTANCES;
  statementMappings: typeof ids.STATEMENT_MAPPINGS;
  reconciliations: typeof ids.RECONCILIATIONS;
  contractSketches: typeof ids.CONTRACT_SKETCHES;
}

export const PORTFOLIO: Portfolio = {
  healthBodies: ids.HEALTH_BODIES,
  groups: ids.GROUPS,
  partnerships: ids.PARTNERSHIPS,
  contracts: ids.CONTRACTS,
  instalments: ids.INSTALMENTS,
  receipts: ids.RECEIPTS,
  people: ids.PEOPLE,
  contacts: ids.CONTACTS,
  absences: ids.ABSENCES,
  leads: ids.LEADS,
  engagements: ids.ENGAGEMENTS,
  variations: ids.VARIATIONS,
  recoveriesDue: ids.RECOVERIES_DUE,
  decisionProcesses: ids.DECISION_PROCESSES,
  decisions: ids.DECISIONS,
  materials: ids.MATERIALS,
  materialVersions: ids.MATERIAL_VERSIONS,
  materialFiles: ids.MATERIAL_FILES,
  materialProposals: ids.MATERIAL_PROPOSALS,
  nameUses: ids.NAME_USES,
  strategies: ids.STRATEGIES,
  strategyPriorities: ids.STRATEGY_PRIORITIES,
  strategyLinks: ids.STRATEGY_LINKS,
  challenges: ids.CHALLENGES,
  directoryEntries: ids.DIRECTORY_ENTRIES,
  introductions: ids.INTRODUCTIONS,
  notes: ids.NOTES,
  findings: ids.FINDINGS,
  accounts: ids.ACCOUNTS,
  memberships: ids.MEMBERSHIPS,
  apiTokens: ids.API_TOKENS,
  imports: ids.IMPORTS,
  auditEvents: ids.AUDIT_EVENTS,
  invitations: ids.INVITATIONS,
  settingChanges: ids.SETTING_CHANGES,
  appearanceChanges: ids.APPEARANCE_CHANGES,
  holidays: ids.HOLIDAYS,
  bankRates: ids.BANK_RATES,
  approvers: ids.APPROVERS,
  paymentRuns: ids.PAYMENT_RUNS,
  lateCases: ids.LATE_CASES,
  interestClaims: ids.INTEREST_CLAIMS,
  figureStatements: ids.FIGURE_STATEMENTS,
  bankDetails: ids.BANK_DETAILS,
  purchaseOrders: ids.PURCHASE_ORDERS,
  invoices: ids.INVOICES,
  documents: ids.DOCUMENTS,
  attachedDocuments: ids.ATTACHED_DOCUMENTS,
  ownFiles: ids.OWN_FILES,
  exportTemplates: ids.EXPORT_TEMPLATES,
  remittances: ids.REMITTANCES,
  statementMappings: ids.STATEMENT_MAPPINGS,
  reconciliations: ids.RECONCILIATIONS,
  contractSketches: ids.CONTRACT_SKETCHES,
};

/** Writes the portfolio as the owner, past every wall but through the receipts trigger. */
export async function makePortfolio(db: TestDatabase): Promise<Portfolio> {
  await addOrganisations(db);
  await addPeople(db);
  await addAbsences(db);
  await addContracts(db);
  await addReceipts(db);
  await addContractSketches(db);
  await addVariations(db);
  await addCommencements(db);
  await addFits(db);
  await addDecisions(db);
  await addDirectory(db);
  await addMentorings(db);
  await addPaperwork(db);
  await addMaterials(db);
  await addStrategies(db);
  await addLives(db);
  await addLeads(db);
  await addEngagements(db);
  await addLatePayments(db);
  await addFindings(db);
  await addSignIns(db);
  await addChallenges(db);
  await addImports(db);
  await addSettings(db);
  await addInvitations(db);
  await addPaymentRuns(db);
  await addRemittances(db);
  await addReconciliations(db);
  await addBankDetails(db);
  await addAuditEvents(db);
  await addAttempts(db);
  await addLeavings(db);
  return PORTFOLIO;
}

export const portfolioTemplate = (): Promise<string> => templateOf('test_portfolio', makePortfolio);

export async function databaseWithPortfolio(): Promise<{ db: TestDatabase; p: Portfolio }> {
  return { db: await makeTestDatabase(await portfolioTemplate()), p: PORTFOLIO };
}

/** The application on a database that begins with the portfolio. */
export async function startWithPortfolio(
  environment: NodeJS.ProcessEnv = {},
): Promise<{ test: TestApp; p: Portfolio }> {
  return { test: await startApp(environment, await portfolioTemplate()), p: PORTFOLIO };
}
