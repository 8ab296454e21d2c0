import type { DemoBody } from './portfolio';
import { PAID_LATE } from './westmere-paid-late';
import { STEADY } from './westmere-steady';
import { UNUSUAL } from './westmere-unusual';

export const WESTMERE: DemoBody = {
  name: 'Westmere Integrated Care Board',
  odsCode: 'QZ1',
  groups: [...STEADY, ...PAID_LATE, ...UNUSUAL],
};
