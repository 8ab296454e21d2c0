export { MentoringModule } from './mentoring.module';
export type { MentoringView } from './mentoring.dto';
export { Mentorings } from './mentorings.service';
