import { Module } from '@nestjs/common';
import { MentoringsController } from './mentorings.controller';
import { Mentorings } from './mentorings.service';

@Module({ controllers: [MentoringsController], providers: [Mentorings], exports: [Mentorings] })
export class MentoringModule {}
