import type { ReadinessCheck } from '../contracts';
import type { FitView } from './fit.dto';

/**
 * What fit asks for before a contract is agreed: that what does not match is mended, or gone on with for a reason. Nothing of
 * a contract that asks for nothing, and what is not known holds nothing up.
 */
export function fitChecks({ contractId, standing }: Pick<FitView, 'contractId' | 'standing'>): ReadinessCheck[] {
  if (standing === 'nothing_asked') return [];
  return [
    {
      check: 'fit',
      met: standing !== 'differs',
      whose: 'health_body',
      whatToDo: 'Ask for what the group says it does, or say why you go on with what does not match.',
      link: `/api/v1/contracts/${contractId}/fit`,
    },
  ];
}
