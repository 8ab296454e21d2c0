import { Module } from '@nestjs/common';
import { AppearanceController } from './appearance.controller';
import { AppearanceOfBody } from './appearance.service';
import { SettingsController } from './settings.controller';
import { SettingsOfBody } from './settings-of-body.service';
import { WordsController } from './words.controller';
import { WordsOfBody } from './words.service';

@Module({
  controllers: [SettingsController, AppearanceController, WordsController],
  providers: [SettingsOfBody, AppearanceOfBody, WordsOfBody],
  exports: [SettingsOfBody, AppearanceOfBody, WordsOfBody],
})
export class SettingsModule {}
