export { MentoringModule } from './mentoring.module';
export type { MentoringPeriodView, MentoringView } from './mentoring.dto';
export { isNewPartner, noLongerNewOn } from './mentoring.rules';
export { MentoringWrites } from './mentoring-writes.service';
export { Mentorings } from './mentorings.service';
