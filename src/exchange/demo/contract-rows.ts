import { addDays } from '../../shared/calendar-date';
import type { CalendarDate } from '../../shared/calendar-date';
import type { ContractRow } from '../import/reading';
import type { PlannedContract } from './planned-contract';
import type { Row } from './row';

const INSTRUMENT: Record<ContractRow['instrument'], string> = { contract_for_services: 'contract', grant: 'grant' };
const TIMING: Record<ContractRow['timing'], string> = { in_advance: 'advance', in_arrears: 'arrears' };

/** A contract as its health body's register has it. */
export function contractRow({ body, group, contract, term }: PlannedContract, today: CalendarDate): Row<'contracts'> {
  const { lead, deputy, terms } = contract;
  return {
    'Health body': body.name,
    'ODS code': body.odsCode,
    Group: group.name,
    'Charity number': group.charityNumber,
    'Company number': group.companyNumber,
    'Legal form': group.legalForm,
    'Contract reference': contract.reference,
    Title: contract.title,
    Instrument: INSTRUMENT[contract.instrument],
    Value: String(contract.pounds),
    'Start date': term.startsOn,
    'End date': term.endsOn,
    ...(terms && {
      'Payment timing': TIMING[terms.timing],
      'Payment frequency': terms.rhythm,
      'Reason not monthly in advance': terms.reason,
    }),
    'Health lead name': lead.name,
    'Health lead email': lead.email,
    'Health lead last day': lead.lastDayIn === null ? undefined : addDays(today, lead.lastDayIn),
    ...(deputy && { 'Health deputy name': deputy.name, 'Health deputy email': deputy.email }),
    'Group lead name': group.lead.name,
    'Group lead email': group.lead.email,
    'Purchase order': contract.purchaseOrder,
    'Supplier number': group.supplierNumber,
  };
}
