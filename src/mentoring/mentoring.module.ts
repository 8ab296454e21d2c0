import { Module } from '@nestjs/common';
import { MentoringWrites } from './mentoring-writes.service';
import { MentoringsController } from './mentorings.controller';
import { Mentorings } from './mentorings.service';

@Module({
  controllers: [MentoringsController],
  providers: [Mentorings, MentoringWrites],
  exports: [Mentorings, MentoringWrites],
})
export class MentoringModule {}
