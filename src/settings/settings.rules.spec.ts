import { SETTING_NAMES, SETTINGS_OF_BODY, settingsWith, wrongIn } from './settings.rules';

describe('the settings of a health body', () => {
  it('are the standard ones until it sets others, which hold together', () => {
    expect(settingsWith({})).toMatchObject({
      overdueSeriousFromDays: 8,
      overdueCriticalFromDays: 30,
      staleLeadDays: 180,
    });
    expect(wrongIn(settingsWith({}))).toEqual([]);
  });

  it('go back to the standard when one is taken away again', () => {
    expect(settingsWith({ staleLeadDays: 90, leastEngagements: null })).toMatchObject({
      staleLeadDays: 90,
      leastEngagements: 5,
    });
  });

  it.each(SETTING_NAMES)('take %s at its limits and not beyond them', (name) => {
    const { least, most } = SETTINGS_OF_BODY[name];
    const about = (value: number) =>
      wrongIn(settingsWith({ [name]: value })).filter(({ detail }) => detail.includes('from'));
    expect([about(least), about(most)].flat()).toEqual([]);
    for (const value of [least - 1, most + 1, least + 0.5]) {
      expect(about(value)).toMatchObject([{ pointer: `/${name}` }]);
    }
  });

  it('never call a payment critically late before it is seriously late', () => {
    const wrong = wrongIn(settingsWith({ overdueSeriousFromDays: 30 }));
    expect(wrong).toMatchObject([{ pointer: '/overdueSeriousFromDays' }]);
    expect(wrongIn(settingsWith({ overdueSeriousFromDays: 29 }))).toEqual([]);
  });
});
