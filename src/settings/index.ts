export { SettingsModule } from './settings.module';
export { SettingsOfBody } from './settings-of-body.service';
export type { SettingsNow } from './settings-of-body.service';
export { SETTING_NAMES, SETTINGS_OF_BODY } from './settings.rules';
export type { SettingName, WantedSettings } from './settings.rules';
export { colourIn, inkOn, PALETTE, STANDARD_COLOUR, WHITE } from './appearance.rules';
export { AppearanceOfBody } from './appearance.service';
export type { AppearanceNow } from './appearance.service';
