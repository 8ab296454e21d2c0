import { officer } from './portfolio';
import type { DemoBody } from './portfolio';

const DOMAIN = 'northvale.example';
const hana = officer('Hana Brackwater', DOMAIN);
const emeka = officer('Emeka Tollander', DOMAIN);
const lucinda = officer('Lucinda Morozova-Pike', DOMAIN);
const kwabena = officer('Kwabena Sykesby', DOMAIN);

export const NORTHVALE: DemoBody = {
  name: 'Northvale Integrated Care Board',
  odsCode: 'QZ2',
  groups: [
    {
      // Works with both health bodies, which keep a record each: nothing joins them until the group does.
      name: 'Umber Bridge',
      charityNumber: '9900145',
      legalForm: 'charitable_incorporated_organisation',
      supplierNumber: '400118',
      lead: { name: 'Salma Ferreira-Quist', email: 'salma@umberbridge.example' },
      contracts: [
        {
          reference: 'NV/031',
          title: 'Conversations about cancer screening',
          instrument: 'contract_for_services',
          pounds: 33_000,
          starts: { monthsAgo: 12 },
          months: 24,
          lead: hana,
          deputy: emeka,
          contact: { everyDays: 33, with: [hana, emeka] },
        },
      ],
    },
    {
      name: 'Kestrel Row',
      charityNumber: '9900206',
      legalForm: 'charitable_incorporated_organisation',
      supplierNumber: '400125',
      lead: { name: 'Tobias Nkemelu', email: 'tobias@kestrelrow.example' },
      contracts: [
        {
          reference: 'NV/022',
          title: 'Trans health navigators',
          instrument: 'contract_for_services',
          pounds: 132_000,
          starts: { monthsAgo: 18 },
          months: 36,
          lead: hana,
          deputy: lucinda,
          purchaseOrder: 'NVPO-5511',
          contact: { everyDays: 14, with: [hana, lucinda], unansweredEach: 9 },
        },
      ],
    },
    {
      name: 'Slate and Saffron',
      companyNumber: '99000213',
      legalForm: 'community_interest_company',
      lead: { name: 'Meher Halloran', email: 'meher@slateandsaffron.example' },
      contracts: [
        {
          reference: 'NV/034',
          title: 'Family acceptance workshops',
          instrument: 'contract_for_services',
          pounds: 21_000,
          starts: { monthsAgo: 9 },
          months: 24,
          terms: { timing: 'in_arrears', rhythm: 'quarterly' },
          lead: emeka,
          deputy: kwabena,
          contact: { everyDays: 45, with: [emeka, kwabena] },
        },
      ],
    },
    {
      name: 'Drovers Lamp',
      legalForm: 'unregistered',
      lead: { name: 'Gwilym Achterberg', email: 'gwilym@droverslamp.example' },
      contracts: [
        {
          reference: 'NV/027',
          title: 'Rural outreach',
          instrument: 'contract_for_services',
          pounds: 54_000,
          starts: { monthsAgo: 15 },
          months: 24,
          lead: lucinda,
          trouble: { 2: { daysLate: 12 }, 5: { daysLate: 7 }, 9: { daysLate: 25 } },
          contact: { everyDays: 29, with: [lucinda, hana], unansweredEach: 3 },
        },
      ],
    },
    {
      name: 'Hollin Quay Carers',
      charityNumber: '9900227',
      legalForm: 'charity',
      supplierNumber: '400139',
      lead: { name: 'Noor Eskildsen', email: 'noor@hollinquay.example' },
      contracts: [
        {
          reference: 'NV/038',
          title: 'Support for carers',
          instrument: 'grant',
          pounds: 12_000,
          starts: { monthsAgo: 4 },
          months: 12,
          lead: kwabena,
          deputy: emeka,
          contact: { everyDays: 25, with: [kwabena, emeka] },
        },
      ],
    },
    {
      name: 'Thornapple Line',
      charityNumber: '9900233',
      legalForm: 'charitable_trust',
      supplierNumber: '400144',
      lead: { name: 'Esi Rothwell-Tan', email: 'esi@thornapple.example' },
      contracts: [
        {
          reference: 'NV/019',
          title: 'Evening listening line',
          instrument: 'contract_for_services',
          pounds: 90_000,
          starts: { monthsAgo: 24 },
          months: 36,
          lead: emeka,
          deputy: hana,
          purchaseOrder: 'NVPO-5102',
          contact: { everyDays: 31, with: [emeka, hana] },
        },
      ],
    },
  ],
};
