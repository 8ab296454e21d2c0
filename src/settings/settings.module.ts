import { Module } from '@nestjs/common';
import { AppearanceController } from './appearance.controller';
import { AppearanceOfBody } from './appearance.service';
import { SettingsController } from './settings.controller';
import { SettingsOfBody } from './settings-of-body.service';

@Module({
  controllers: [SettingsController, AppearanceController],
  providers: [SettingsOfBody, AppearanceOfBody],
  exports: [SettingsOfBody, AppearanceOfBody],
})
export class SettingsModule {}
