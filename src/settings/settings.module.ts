import { Module } from '@nestjs/common';
import { SettingsController } from './settings.controller';
import { SettingsOfBody } from './settings-of-body.service';

@Module({ controllers: [SettingsController], providers: [SettingsOfBody], exports: [SettingsOfBody] })
export class SettingsModule {}
