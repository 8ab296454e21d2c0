import { MONEY_CONTRACTS, MONEY_STEPS } from './money-life';
import type { Choice, MoneyContract, MoneyStep } from './money-life';

type Story = [contract: MoneyContract, steps: [readonly MoneyStep[], Choice][]];

const [MONTHLY, WITH_VAT, IN_ARREARS] = MONEY_CONTRACTS;
const SENT: readonly MoneyStep[] = ['propose', 'submit', 'approve run', 'export'];

const at = (steps: readonly MoneyStep[], choice: Partial<Choice> = {}): Story[1][number] => [
  steps,
  { pick: 0, percent: 50, days: 12, ...choice },
];
/** The sixth payment by its day: that for December, paid in advance, of a contract that ends on the fourth. */
const DECEMBER = { pick: 5 };

/** Between them, these do every step and are refused each that can be: what is met is not left to chance. */
export const CERTAIN_STORIES: readonly Story[] = [
  [
    MONTHLY,
    [
      at([
        'propose',
        'cancel run',
        'vary by health',
        'vary by group',
        'hold',
        'release',
        'approve',
        'propose',
        'hold',
        'approve',
      ]),
      at(['vary by group'], { pick: 3, percent: 10, days: 0 }),
      at(['submit', 'send back', 'take line out', 'submit', 'approve run', 'export', 'return']),
      at(['undo return', 'return', 'attempt', 'undo return', 'recover', 'statement', 'statement of return', 'attempt']),
    ],
  ],
  [
    WITH_VAT,
    [
      at(['undo return', 'receive', 'receive', 'receive', 'recover', 'reverse'], { percent: 100 }),
      at(['propose']),
      at(['suspend', 'submit', 'resume', 'submit', 'suspend', 'approve run', 'resume'], { days: 0 }),
      at(['approve run', 'suspend', 'export', 'cancel run'], { pick: 2, days: 0 }),
    ],
  ],
  [MONTHLY, [at([...SENT, 'terminate', 'return', 'undo return', 'return', 'attempt', ...SENT, 'terminate'], DECEMBER)]],
  [MONTHLY, [at([...SENT, 'terminate', 'statement', 'recover', 'reverse', 'statement of return'], DECEMBER)]],
  [WITH_VAT, [at(['receive', 'terminate', 'reverse', 'receive'], { ...DECEMBER, percent: 100 })]],
  [IN_ARREARS, [at(['receive', 'terminate', 'receive', 'reverse', ...SENT])]],
];

/** What they are certain to do, and to be refused. */
export const CERTAIN_OUTCOMES: readonly string[] = [
  ...MONEY_STEPS.map((step) => `${step} done`),
  ...['vary by group', 'terminate', 'hold', 'approve', 'submit', 'approve run', 'export', 'undo return', 'recover'].map(
    (step) => `${step} refused`,
  ),
];
