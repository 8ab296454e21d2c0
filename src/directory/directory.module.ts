import { Module } from '@nestjs/common';
import { ContractsModule } from '../contracts';
import { DirectoryChanges } from './directory-changes.service';
import { DirectoryController } from './directory.controller';
import { DirectoryEntries } from './directory.service';
import { IntroductionAnswers } from './introduction-answers.service';
import { IntroductionsController } from './introductions.controller';
import { Introductions } from './introductions.service';

@Module({
  imports: [ContractsModule],
  controllers: [DirectoryController, IntroductionsController],
  providers: [DirectoryEntries, DirectoryChanges, Introductions, IntroductionAnswers],
  exports: [DirectoryEntries, DirectoryChanges, Introductions, IntroductionAnswers],
})
export class DirectoryModule {}
