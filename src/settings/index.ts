export { SettingsModule } from './settings.module';
export { SettingsOfBody } from './settings-of-body.service';
