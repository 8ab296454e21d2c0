import type { DemoGroup } from './portfolio';
import { mei, orla, priya, tunde } from './westmere-people';

/** Groups and terms that a register made for large suppliers does not expect. */
export const UNUSUAL: readonly DemoGroup[] = [
  {
    name: 'The Teal Kettle',
    legalForm: 'unincorporated',
    lead: { name: 'Pilar Osgood-Danso', email: 'tealkettle@post.example' },
    contracts: [
      {
        reference: 'WM-0120',
        title: 'Weekly social evening',
        instrument: 'grant',
        pounds: 6_000,
        starts: { monthsAgo: 6 },
        months: 12,
        terms: {
          timing: 'in_advance',
          rhythm: 'once',
          reason: 'The group asked for one payment: its treasurer is a volunteer.',
        },
        lead: tunde,
        contact: { everyDays: 40, with: [tunde], unansweredEach: 5 },
      },
    ],
  },
  {
    name: 'Velvet Anchor',
    charityNumber: '9900184',
    companyNumber: '99000184',
    legalForm: 'charitable_company',
    supplierNumber: 'S-20458',
    lead: { name: 'Lachlan Boateng-Ruiz', email: 'lachlan@velvetanchor.example' },
    contracts: [
      {
        reference: 'WM-0135',
        title: 'Outreach testing and vaccination',
        instrument: 'contract_for_services',
        pounds: 150_000,
        starts: { monthsAgo: 15, aPeriodBegan: 'in five banking days' },
        months: 24,
        lead: priya,
        deputy: orla,
        purchaseOrder: 'PO-88016',
        notSentYet: true,
        contact: { everyDays: 20, with: [priya, orla], unansweredEach: 8 },
      },
      {
        reference: 'WM-0136',
        title: 'Evening clinic link workers',
        instrument: 'contract_for_services',
        pounds: 36_000,
        starts: { monthsAgo: 8 },
        months: 24,
        terms: { timing: 'in_arrears', rhythm: 'quarterly' },
        lead: priya,
        deputy: orla,
        purchaseOrder: 'PO-89977',
        trouble: { 2: { daysLate: 13 } },
      },
    ],
  },
  {
    name: 'Signlight Network',
    legalForm: 'unregistered',
    lead: { name: 'Kerensa Mutasa', email: 'kerensa@signlight.example' },
    contracts: [
      {
        reference: 'WM-0150',
        title: 'British Sign Language access to clinics',
        instrument: 'contract_for_services',
        pounds: 28_500,
        starts: { monthsAgo: 1 },
        months: 24,
        lead: mei,
        contact: { everyDays: 15, with: [mei] },
      },
    ],
  },
  {
    name: 'Wrenstow Footpath',
    legalForm: 'unincorporated',
    lead: { name: 'Ilse Chukwuma', email: 'ilse@wrenstow.example' },
    contracts: [
      {
        reference: 'WM-0160',
        title: 'Walking group',
        instrument: 'grant',
        pounds: 7_500,
        starts: { monthsAgo: -1 },
        months: 12,
        lead: mei,
        deputy: priya,
        contact: { everyDays: 16, with: [mei, priya] },
      },
    ],
  },
];
